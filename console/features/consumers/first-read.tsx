import type { ConsumerDetail } from '../../../src/contracts/consumers.ts';
import { Command } from '../../ui/notice.tsx';

/** How a consumer that has a key reads for the first time; nothing once it has. */
export function FirstRead({ consumer }: { readonly consumer: ConsumerDetail }) {
  const { keys, lastReadAt, signals } = consumer;
  if (lastReadAt !== null || !keys.some(({ state }) => state === 'active')) return null;
  const body = JSON.stringify({ ids: ['ID'], signals: signals.slice(0, 2) });
  return (
    <div className="first-read">
      <p className="small soft">
        It has a key and has read nothing yet. A first read, of one item:
      </p>
      <Command
        line={`curl ${location.origin}/v1/signals/lookup -H "authorization: Bearer $UNDERSTORY_KEY" -H 'content-type: application/json' -d '${body}'`}
      />
    </div>
  );
}
