import { ago } from './ago.ts';
import { moment } from './numbers.ts';

/** How long ago, with the moment itself to hover; a dash for never. */
export function When({ at, never = '–' }: { readonly at: string | null; readonly never?: string }) {
  if (at === null) return <span className="soft">{never}</span>;
  return (
    <time dateTime={at} title={moment(at)}>
      {ago(at)}
    </time>
  );
}
