import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure } from './notice.tsx';
import './loaded.css';

interface LoadedProps<Value> {
  readonly query: Pick<UseQueryResult<Value>, 'data' | 'error' | 'refetch'>;
  /** Whether nothing else is on the page, so that a failure is its heading. */
  readonly isAlone?: boolean;
  readonly children: (value: Value) => ReactNode;
}

/** What was asked of the server once it is there, why it is not, or, after a moment, that it comes. */
export function Loaded<Value>({ query, isAlone = false, children }: LoadedProps<Value>) {
  const { data, error, refetch } = query;
  const level = isAlone && data === undefined ? 1 : 2;
  return (
    <>
      {error !== null && <Failure error={error} level={level} retry={() => void refetch()} />}
      {error === null && data === undefined && (
        <p className="waiting soft" role="status">
          One moment …
        </p>
      )}
      {data !== undefined && children(data)}
    </>
  );
}
