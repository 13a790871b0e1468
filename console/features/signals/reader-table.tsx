import { Link } from '@tanstack/react-router';
import type { SignalReaders } from '../../../src/contracts/consumers.ts';
import { count } from '../../ui/numbers.ts';
import { Table } from '../../ui/table.tsx';
import type { Column } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';

/** Who read a signal, and after them those that only say that they do. */
export function ReaderTable({ readers }: { readonly readers: SignalReaders }) {
  const rows = rowsOf(readers);
  if (rows.length === 0)
    return <p className="small soft">Nobody has read it in these {readers.days} days.</p>;
  return <Table columns={columns} rows={rows} keyOf={({ key }) => key} />;
}

interface ReaderRow {
  readonly key: string;
  readonly consumer: string;
  readonly owner: string;
  readonly builtIn: boolean;
  /** Null: whichever is live. */
  readonly version: number | null;
  readonly reads: number;
  readonly items: number;
  readonly lastAt: string | null;
  readonly isDeclared: boolean;
}

function rowsOf({ readers, declared }: SignalReaders): readonly ReaderRow[] {
  const declares = new Set(declared.map(({ consumer }) => consumer));
  const reading = readers.map((reader) => ({
    ...reader,
    key: `${reader.consumer} ${reader.version}`,
    isDeclared: declares.has(reader.consumer),
  }));
  const silent = declared
    .filter(({ consumer }) => !readers.some((reader) => reader.consumer === consumer))
    .map((one) => ({
      ...one,
      key: `${one.consumer} declared ${one.version}`,
      builtIn: false,
      reads: 0,
      items: 0,
      lastAt: null,
      isDeclared: true,
    }));
  return [...reading, ...silent];
}

const columns: readonly Column<ReaderRow>[] = [
  {
    key: 'consumer',
    name: 'Consumer',
    cell: ({ consumer, isDeclared }) => (
      <>
        <Link to="/consumers/$name" params={{ name: consumer }}>
          {consumer}
        </Link>
        {isDeclared && <span className="soft small"> declared</span>}
      </>
    ),
  },
  {
    key: 'version',
    name: 'Version',
    cell: ({ version }) => (version === null ? 'live' : `v${version}`),
  },
  { key: 'reads', name: 'Reads', layout: 'end', cell: ({ reads }) => count(reads) },
  { key: 'items', name: 'Items', layout: 'end', cell: ({ items }) => count(items) },
  { key: 'last', name: 'Last', cell: ({ lastAt }) => <When at={lastAt} never="never" /> },
  {
    key: 'owner',
    name: 'Owner',
    className: 'soft broad',
    cell: ({ builtIn, owner }) => (builtIn ? 'this installation' : owner),
  },
];
