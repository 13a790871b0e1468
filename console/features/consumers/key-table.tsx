import type { Key } from '../../../src/contracts/consumers.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';

const soonMs = 7 * 86_400_000;

interface KeyTableProps {
  readonly keys: readonly Key[];
  readonly onAsk: (about: 'rotate' | 'revoke', key: Key) => void;
}

/** Keys, the newest first, and what can be done with each that works. */
export function KeyTable({ keys, onAsk }: KeyTableProps) {
  const acts: Column<Key> = {
    key: 'acts',
    name: 'Change',
    isNameUnseen: true,
    isWhole: true,
    className: 'key-acts',
    cell: (key) => key.state === 'active' && <Acts of={key} onAsk={onAsk} />,
  };
  return (
    <Table
      columns={[...columns, acts]}
      rows={keys.toReversed()}
      keyOf={({ id }) => id}
      isFaint={({ state }) => state !== 'active'}
    />
  );
}

const columns: readonly Column<Key>[] = [
  { key: 'key', name: 'Key', cell: ({ id }) => <code>und_{id}_…</code> },
  {
    key: 'state',
    name: 'State',
    cell: ({ state, replacedBy }) => (
      <>
        <StateMark tone={state === 'active' ? 'on' : 'off'}>{state}</StateMark>
        {replacedBy !== null && <span className="soft"> rotated</span>}
      </>
    ),
  },
  { key: 'made', name: 'Made', cell: ({ createdAt }) => <When at={createdAt} /> },
  {
    key: 'ends',
    name: 'Ends',
    cell: (key) => (
      <span className={isEndingSoon(key) ? 'warn' : undefined}>
        <When at={key.revokedAt ?? key.expiresAt} />
      </span>
    ),
  },
  {
    key: 'used',
    name: 'Last used',
    cell: ({ lastUsedAt }) => <When at={lastUsedAt} never="never" />,
  },
  {
    key: 'scopes',
    name: 'May',
    layout: 'text',
    isWhole: true,
    cell: ({ scopes }) => scopes.join(', '),
  },
];

/** Whether programs have to change over now. */
function isEndingSoon({ state, expiresAt }: Key): boolean {
  return state === 'active' && Date.parse(expiresAt) - Date.now() < soonMs;
}

function Acts({ of, onAsk }: { readonly of: Key; readonly onAsk: KeyTableProps['onAsk'] }) {
  return (
    <>
      {of.replacedBy === null && (
        <button type="button" className="quiet" onClick={() => onAsk('rotate', of)}>
          Rotate …
        </button>
      )}
      <button type="button" className="quiet" onClick={() => onAsk('revoke', of)}>
        Revoke …
      </button>
    </>
  );
}
