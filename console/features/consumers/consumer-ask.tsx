import { useState } from 'react';
import type { Consumer } from '../../../src/contracts/consumers.ts';
import { addConsumer, changeConsumer } from '../../api/consumers.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { DeclarationChoice } from './declaration-choice.tsx';
import { LimitFields } from './limit-fields.tsx';

interface ConsumerAskProps {
  /** Undefined to register a new one. */
  readonly consumer?: Consumer;
  readonly onClose: () => void;
  readonly onDone: (name: string) => void;
}

/** Who a consumer is, what for, and which signals it uses. */
export function ConsumerAsk({ consumer, onClose, onDone }: ConsumerAskProps) {
  const [name, setName] = useState('');
  const [owner, setOwner] = useState(consumer?.owner ?? '');
  const [purpose, setPurpose] = useState(consumer?.purpose ?? '');
  const [signals, setSignals] = useState<readonly string[]>(consumer?.signals ?? []);
  const [limits, setLimits] = useState(consumer?.limits);
  const save = async () => {
    const said = { owner, purpose, signals: [...signals] };
    return consumer === undefined
      ? await addConsumer({ name, ...said })
      : await changeConsumer(consumer.name, { ...said, limits });
  };
  const isNew = consumer === undefined;
  return (
    <Confirm
      title={isNew ? 'Register a consumer' : `Change ${consumer.name}`}
      verb={isNew ? 'Register' : 'Save'}
      act={save}
      changes={['consumers', 'signals']}
      onDone={(saved) => onDone(saved.name)}
      onClose={onClose}
    >
      {isNew && (
        <label className="labelled">
          Name
          <input
            className="field"
            required
            autoFocus
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
      {limits && <LimitFields limits={limits} onChange={setLimits} />}
    </Confirm>
  );
}
