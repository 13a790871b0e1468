import { Link } from '@tanstack/react-router';
import type { RunDetail } from '../../../src/contracts/api.ts';
import { count, words } from '../../ui/numbers.ts';
import { Command } from '../../ui/notice.tsx';

/** What could not be read, by reason, with examples and the way to try again. */
export function Failures({ failures }: { readonly failures: RunDetail['failures'] }) {
  if (failures.length === 0) return null;
  return (
    <section aria-label="Failures">
      <h2>Could not be read</h2>
      <ul className="failures">
        {failures.map((failure) => (
          <li key={failure.code}>
            <h3>
              {words(failure.code)} <span className="num warn">{count(failure.count)}</span>
            </h3>
            <ul>
              {failure.examples.map((example) => (
                <li key={example.id} className="small">
                  <Link to="/item/$id" params={{ id: example.id }}>
                    {example.id}
                  </Link>
                  <span className="soft"> {example.message}</span>
                </li>
              ))}
            </ul>
            <Link
              className="quiet"
              to="/"
              search={{ facet: ['state:failed', `reason:${failure.code}`] }}
            >
              See all of these
            </Link>
          </li>
        ))}
      </ul>
      <p className="small soft">When the causes are gone, read what failed again:</p>
      <Command line="understory retry --failed" />
    </section>
  );
}
