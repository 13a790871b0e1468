import { Link } from '@tanstack/react-router';
import type { Consumer } from '../../../src/contracts/consumers.ts';
import type { Order } from '../../ui/order.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';
import { SignalChips } from './signal-chips.tsx';

interface ConsumerListProps {
  readonly consumers: readonly Consumer[];
  readonly order: Order | undefined;
  readonly onOrder: (order: Order | undefined) => void;
}

/** Who reads signals, the owner's own last. */
export function ConsumerList({ consumers, order, onOrder }: ConsumerListProps) {
  return (
    <Table
      columns={columns}
      rows={consumers.toSorted((a, b) => placeOf(a) - placeOf(b))}
      keyOf={({ name }) => name}
      isFaint={({ retiredAt }) => retiredAt !== null}
      order={order}
      onOrder={onOrder}
    />
  );
}

function placeOf({ builtIn, retiredAt }: Consumer): number {
  return (builtIn ? 1 : 0) + (retiredAt === null ? 0 : 2);
}

const columns: readonly Column<Consumer>[] = [
  {
    key: 'name',
    name: 'Consumer',
    by: ({ name }) => name,
    cell: ({ name, retiredAt }) => (
      <>
        <Link to="/consumers/$name" params={{ name }}>
          {name}
        </Link>
        {retiredAt !== null && <StateMark tone="off">retired</StateMark>}
      </>
    ),
  },
  { key: 'owner', name: 'Owner', className: 'broad', by: ownerOf, cell: ownerOf },
  {
    key: 'purpose',
    name: 'Purpose',
    layout: 'text',
    isWhole: true,
    cell: ({ purpose }) => purpose,
  },
  {
    key: 'signals',
    name: 'Signals',
    isWhole: true,
    cell: ({ builtIn, signals }) =>
      builtIn ? <span className="soft">all</span> : <SignalChips signals={signals} />,
  },
  {
    key: 'read',
    name: 'Last read',
    by: ({ lastReadAt: at }) => (at === null ? null : Date.parse(at)),
    cell: ({ lastReadAt }) => <When at={lastReadAt} never="never" />,
  },
];

function ownerOf({ builtIn, owner }: Consumer): string {
  return builtIn ? 'this installation' : owner;
}
