import type { JobDetail } from '../../../src/contracts/jobs.ts';
import { counted } from '../../ui/numbers.ts';

/** What went wrong, alike errors together, and what to do about it. */
export function ShardErrors({ job }: { readonly job: JobDetail }) {
  const errors = new Map<string, number>();
  for (const { error, items } of job.shardList) {
    if (error !== null) errors.set(error, (errors.get(error) ?? 0) + items);
  }
  if (errors.size === 0) return null;
  return (
    <section aria-label="Errors">
      <h2>Went wrong</h2>
      <ul className="shard-errors">
        {[...errors].map(([error, items]) => (
          <li key={error}>
            <span className="warn num">{counted(items, 'item')}</span> {error}
          </li>
        ))}
      </ul>
      <p className="small soft">When the causes are gone, resume: these shards are tried again.</p>
    </section>
  );
}
