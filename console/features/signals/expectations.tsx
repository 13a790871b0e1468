import type { Card } from '../../../src/contracts/api.ts';
import type { RecordedCheck, VersionContract } from '../../../src/contracts/signals-api.ts';
import { count } from '../../ui/numbers.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { When } from '../../ui/when.tsx';
import { FailingExamples } from './failing-examples.tsx';
import { HistoryBars } from './history-bars.tsx';
import './expectations.css';

type Expected = VersionContract['expectations'][number];

interface ExpectationsProps {
  readonly contract: VersionContract;
  readonly cards: readonly Card[];
}

/** What is held of every row that is written, how it went, and the rows that were not like that. */
export function Expectations({ contract, cards }: ExpectationsProps) {
  return (
    <section aria-label="Expectations" className="whole-width">
      <h2>Expectations</h2>
      <p className="small soft">
        Every shard is held to these as it is written, and the whole table by{' '}
        <code>understory signals check {contract.ref}</code>.
      </p>
      <ul className="expectations">
        {contract.expectations.map((expected) => (
          <Expectation
            key={expected.name}
            expected={expected}
            last={contract.checks.find(({ expectation }) => expectation === expected.name)}
          />
        ))}
      </ul>
      <FailingExamples contract={contract} cards={cards} />
    </section>
  );
}

interface ExpectationProps {
  readonly expected: Expected;
  /** The last check that is on record: of a table, or of a shard that failed. */
  readonly last: RecordedCheck | undefined;
}

function Expectation({ expected: { expected, history }, last }: ExpectationProps) {
  const rows = history.reduce((sum, hour) => sum + hour.rows, 0);
  const failing = history.reduce((sum, hour) => sum + hour.failing, 0);
  return (
    <li>
      <p className="expected">{expected}</p>
      <HistoryBars history={history} />
      <p className="small num">
        <span className={last?.ok === false ? 'warn' : 'soft'}>
          {rows === 0 ? 'no rows yet' : `${count(failing)} of ${count(rows)} rows not so`}
        </span>
        {last !== undefined && (
          <span className="expectation-last">
            <StateMark tone={last.ok ? 'kept' : 'bad'}>{last.ok ? 'kept' : 'broken'}</StateMark>{' '}
            <span className="soft">
              {last.scope === 'table' ? 'by the table' : 'by a shard'} <When at={last.at} />
            </span>
          </span>
        )}
      </p>
    </li>
  );
}
