import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import type { Consumer } from '../../../src/contracts/consumers.ts';
import { addConsumer, changeConsumer } from '../../api/consumers.ts';
import { Ask, Problem } from '../../ui/ask.tsx';
import { DeclarationChoice } from './declaration-choice.tsx';

interface ConsumerFormProps {
  /** Undefined to register a new one. */
  readonly consumer?: Consumer;
  readonly onClose: () => void;
  readonly onDone: (name: string) => void;
}

/** Who a consumer is, what for, and which signals it uses. */
export function ConsumerForm({ consumer, onClose, onDone }: ConsumerFormProps) {
  const [name, setName] = useState('');
  const [owner, setOwner] = useState(consumer?.owner ?? '');
  const [purpose, setPurpose] = useState(consumer?.purpose ?? '');
  const [signals, setSignals] = useState<readonly string[]>(consumer?.signals ?? []);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: async () => {
      const said = { owner, purpose, signals: [...signals] };
      return consumer === undefined
        ? await addConsumer({ name, ...said })
        : await changeConsumer(consumer.name, said);
    },
    async onSuccess(saved) {
      await client.invalidateQueries({ queryKey: ['consumers'] });
      onDone(saved.name);
    },
  });
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const isNew = consumer === undefined;
  return (
    <Ask title={isNew ? 'Register a consumer' : `Change ${consumer.name}`} onClose={onClose}>
      <form onSubmit={onSubmit}>
        {isNew && (
          <label className="labelled">
            Name
            <input
              className="field"
              required
              maxLength={63}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              placeholder="home-feed"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
        )}
        <label className="labelled">
          Owner
          <input
            className="field"
            required
            maxLength={200}
            placeholder="the team or person to talk to"
            value={owner}
            onChange={(event) => setOwner(event.target.value)}
          />
        </label>
        <label className="labelled">
          Purpose
          <textarea
            className="field"
            required
            rows={2}
            maxLength={2000}
            value={purpose}
            onChange={(event) => setPurpose(event.target.value)}
          />
        </label>
        <DeclarationChoice chosen={signals} onChange={setSignals} />
        <Problem error={save.error} />
        <p className="ask-acts">
          <button type="submit" className="button button-mark" disabled={save.isPending}>
            {isNew ? 'Register' : 'Save'}
          </button>
          <button type="button" className="button" onClick={onClose}>
            Leave it
          </button>
        </p>
      </form>
    </Ask>
  );
}
