import type { ItemDetail } from '../../../src/contracts/api.ts';
import { Command } from '../../ui/notice.tsx';
import { words } from '../../ui/numbers.ts';

/** Why the item could not be read, and how to try again. */
export function FailureNote({ detail }: { readonly detail: ItemDetail }) {
  const { failure } = detail;
  if (failure === null) return null;
  return (
    <section className="failure" aria-label="Could not be read">
      <h2>{words(failure.code)}</h2>
      <p>{failure.message}</p>
      <p className="small soft">When the cause is gone, read what failed again:</p>
      <Command line="understory retry --failed" />
    </section>
  );
}
