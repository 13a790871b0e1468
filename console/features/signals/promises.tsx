import type { VersionContract } from '../../../src/contracts/signals-api.ts';
import { duration } from '../../ui/numbers.ts';
import { Spark } from '../../ui/spark.tsx';
import { When } from '../../ui/when.tsx';
import { cpu, percent, period } from './measures.ts';
import './promises.css';

/** What a version promises, beside what was measured of it last. */
export function Promised({ contract }: { readonly contract: VersionContract }) {
  const { promises, metrics, samples, cpuSecondsPer1000, cost } = contract;
  const waits = samples.flatMap(({ freshnessP99Seconds: seconds }) => seconds ?? []);
  const wait = metrics?.freshnessP99Seconds ?? null;
  return (
    <section aria-label="Promises" className="whole-width">
      <h2>Promises</h2>
      <ul className="promises">
        <Promise
          name="Coverage"
          promised={`${percent(promises.coverage)} of all items`}
          measured={metrics === null ? null : percent(metrics.coverage)}
          isKept={metrics === null || metrics.coverage >= promises.coverage}
          course={samples.map(({ coverage }) => coverage)}
          from={0.5}
          to={1}
        />
        <Promise
          name="Freshness"
          promised={`99 of 100 items within ${period(promises.freshnessSeconds)}`}
          measured={wait === null ? null : duration(wait)}
          isKept={wait === null || wait <= promises.freshnessSeconds}
          course={waits}
          from={0}
        />
        <Promise
          name="Look-up"
          promised={`99 of 100 within ${promises.lookupMs} ms`}
          measured={null}
          isKept
          course={[]}
        />
        <Promise
          name="CPU of 1,000 items"
          promised={`said to be ${costWords[cost]}`}
          measured={cpuSecondsPer1000 === null ? null : cpu(cpuSecondsPer1000)}
          isKept
          course={[]}
        />
      </ul>
      {metrics !== null && (
        <p className="small soft">
          Measured <When at={metrics.at} />: of {metrics.items} items {metrics.ok} have a value,{' '}
          {metrics.abstained} abstained, {metrics.failed} failed.
        </p>
      )}
    </section>
  );
}

/** As the contract's classes of cost are. */
const costWords: Readonly<Record<VersionContract['cost'], string>> = {
  cheap: 'cheap: below 5 s',
  moderate: 'moderate: 5 s to 50 s',
  dear: 'dear: above 50 s',
};

interface PromiseProps {
  readonly name: string;
  readonly promised: string;
  /** Null where it was not measured. */
  readonly measured: string | null;
  readonly isKept: boolean;
  readonly course: readonly number[];
  readonly from?: number;
  readonly to?: number;
}

function Promise({ name, promised, measured, isKept, course, ...range }: PromiseProps) {
  return (
    <li data-kept={isKept}>
      <h3>{name}</h3>
      <p className="promise-measured num">
        <span className={isKept ? undefined : 'warn'}>
          {measured ?? <span className="soft">not measured</span>}
        </span>
        {course.length > 1 && <Spark values={course} {...range} />}
      </p>
      <p className="small soft">
        {isKept ? '' : 'Not kept: '}
        {promised}
      </p>
    </li>
  );
}
