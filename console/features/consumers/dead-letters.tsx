import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Webhook } from '../../../src/contracts/webhooks.ts';
import { webhookQuery } from '../../api/consumers.ts';
import { counted } from '../../ui/numbers.ts';
import { When } from '../../ui/when.tsx';

interface DeadLettersProps {
  readonly webhook: Webhook;
  readonly onReplay: () => void;
}

/** Events that a webhook did not take, and the way to send them again. */
export function DeadLetters({ webhook: { id, deadLetters }, onReplay }: DeadLettersProps) {
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({ ...webhookQuery(id), enabled: isOpen });
  return (
    <div className="dead-letters">
      <p className="ask-acts small">
        <button
          type="button"
          className="quiet warn"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {counted(deadLetters, 'dead letter')}
        </button>
        <button type="button" className="button" onClick={onReplay}>
          Send them again
        </button>
      </p>
      {isOpen && (
        <ul className="small">
          {data?.dead.map((letter) => (
            <li key={letter.id}>
              {letter.type} <When at={letter.at} />, after {counted(letter.attempts, 'attempt')}:{' '}
              <span className="soft">{letter.lastError}</span>
              {letter.replaying && ' (on its way again)'}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
