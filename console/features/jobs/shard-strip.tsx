import { useState } from 'react';
import type { JobDetail } from '../../../src/contracts/jobs.ts';
import { counted, duration } from '../../ui/numbers.ts';

type Shard = JobDetail['shardList'][number];
type ShardState = 'done' | 'failed' | 'open';

/** Every shard as a cell in the order of the catalogue: done, gone wrong, or still to do. */
export function ShardStrip({ job }: { readonly job: JobDetail }) {
  const { shardList: shards, shardsDone } = job;
  const [pointed, setPointed] = useState<number>();
  const shard = pointed === undefined ? undefined : shards[pointed];
  const failed = shards.filter((one) => one.error !== null).length;
  const sum = `${shardsDone} of ${counted(shards.length, 'shard')} done${failed > 0 ? `, ${failed} went wrong` : ''}`;
  return (
    <section aria-label="Shards">
      <h2>Shards</h2>
      <p className="small num shard-said" aria-live="polite">
        {shard === undefined ? sum : wordsOf(shard)}
      </p>
      <div
        className="shards"
        role="group"
        aria-label={`${sum}. Arrow keys go from shard to shard.`}
        tabIndex={0}
        onBlur={() => setPointed(undefined)}
        onPointerLeave={() => setPointed(undefined)}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
          if (step === 0) return;
          event.preventDefault();
          setPointed((at) => Math.min(shards.length - 1, Math.max(0, (at ?? -1) + step)));
        }}
      >
        {shards.map((one, index) => (
          <span
            key={one.number}
            data-state={stateOf(one)}
            data-pointed={index === pointed}
            style={{ flexGrow: one.items }}
            onPointerEnter={() => setPointed(index)}
          />
        ))}
      </div>
    </section>
  );
}

function stateOf({ finishedAt, error }: Shard): ShardState {
  if (error !== null) return 'failed';
  return finishedAt === null ? 'open' : 'done';
}

function wordsOf(shard: Shard): string {
  const name = `Shard ${shard.number + 1}, ${counted(shard.items, 'item')}`;
  if (shard.error !== null) return `${name}: ${shard.error}`;
  if (shard.finishedAt === null) return `${name}: to do`;
  const since = (Date.now() - Date.parse(shard.finishedAt)) / 1000;
  const left = (shard.leftOut ?? 0) > 0 ? `, ${shard.leftOut} needed nothing` : '';
  return `${name}: ${shard.done ?? 0} computed${left}, ${duration(since)} ago`;
}
