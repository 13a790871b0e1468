import { Link } from '@tanstack/react-router';
import type { Run } from '../../../src/contracts/api.ts';
import { count, moment } from '../../ui/numbers.ts';
import { RunState } from './run-state.tsx';
import { lasted } from './lasted.ts';
import '../../ui/table.css';

/** Every read, newest first. */
export function RunList({ runs }: { readonly runs: readonly Run[] }) {
  return (
    <table className="table table-fold">
      <thead>
        <tr>
          <th scope="col">Source</th>
          <th scope="col">State</th>
          <th scope="col">Started</th>
          <th scope="col" className="end">
            Took
          </th>
          <th scope="col" className="end">
            Listed
          </th>
          <th scope="col" className="end">
            Unchanged
          </th>
          <th scope="col" className="end">
            Read
          </th>
          <th scope="col" className="end">
            Failed
          </th>
          <th scope="col" className="end">
            Removed
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <th scope="row">
              <Link to="/runs/$id" params={{ id: run.id }}>
                {run.source}
              </Link>
            </th>
            <td data-label="State">
              <RunState run={run} />
            </td>
            <td data-label="Started">{moment(run.startedAt)}</td>
            <td data-label="Took" className="end">
              {lasted(run)}
            </td>
            <td data-label="Listed" className="end">
              {count(run.listed)}
            </td>
            <td data-label="Unchanged" className="end">
              {count(run.unchanged)}
            </td>
            <td data-label="Read" className="end">
              {count(run.done)}
            </td>
            <td data-label="Failed" className={run.failed > 0 ? 'end warn' : 'end'}>
              {count(run.failed)}
            </td>
            <td data-label="Removed" className="end">
              {count(run.removed)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
