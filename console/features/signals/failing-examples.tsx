import { Link } from '@tanstack/react-router';
import type { Card } from '../../../src/contracts/api.ts';
import type { VersionContract } from '../../../src/contracts/signals-api.ts';
import { Picture, isSensitive } from '../../ui/picture.tsx';
import { titleOf } from '../../ui/title.ts';
import { When } from '../../ui/when.tsx';

interface FailingExamplesProps {
  readonly contract: VersionContract;
  readonly cards: readonly Card[];
}

/** The last broken checks that are shown with their items. */
const checksShown = 4;

/** Items whose rows were not as expected, by check, the newest first. */
export function FailingExamples({ contract, cards }: FailingExamplesProps) {
  const { expectations } = contract;
  const checks = contract.checks.filter(({ ok, examples }) => !ok && examples.length > 0);
  if (checks.length === 0) return null;
  const byId = new Map(cards.map((card) => [card.id, card]));
  return (
    <div className="failing">
      <h3>Rows that were not as expected</h3>
      {checks.slice(0, checksShown).map((check) => (
        <div key={`${check.expectation} ${check.at}`} className="failing-check">
          <p className="small">
            {expectations.find(({ name }) => name === check.expectation)?.expected ??
              check.expectation}{' '}
            <span className="soft">
              <When at={check.at} />
            </span>
          </p>
          <ul className="failing-items">
            {check.examples.map(({ item, part, got }) => (
              <li key={`${item} ${part}`}>
                <Example id={item} card={byId.get(item)} got={got} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

interface ExampleProps {
  readonly id: string;
  /** Undefined where the item is not in the catalogue any more. */
  readonly card: Card | undefined;
  readonly got: string;
}

function Example({ id, card, got }: ExampleProps) {
  if (card === undefined) return <p className="small soft">{id} is gone</p>;
  return (
    <Link to="/item/$id" params={{ id }} className="failing-item" title={got}>
      <span className="failing-picture">
        <Picture
          card={card}
          width={160}
          alt=""
          veiled={isSensitive(card)}
          absent={
            card.asset === null ? (
              <span className="small">{card.excerpt.slice(0, 60)}</span>
            ) : (
              <span className="picture-absent">Could not be read</span>
            )
          }
        />
      </span>
      <span className="failing-title">{titleOf(card)}</span>
      <span className="failing-got">{got}</span>
    </Link>
  );
}
