import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure } from './notice.tsx';

interface DetailPageProps<Value> {
  /** The link to the list that it is one of. */
  readonly up: ReactNode;
  readonly query: Pick<UseQueryResult<Value>, 'data' | 'error' | 'refetch'>;
  readonly children: (value: Value) => ReactNode;
}

/** The page of one thing: the way up, the thing once it is there, or why it is not. */
export function DetailPage<Value>({ up, query, children }: DetailPageProps<Value>) {
  const { data, error, refetch } = query;
  return (
    <div className="page">
      <p className="up small">{up}</p>
      {error !== null && (
        <Failure error={error} level={data === undefined ? 1 : 2} retry={() => void refetch()} />
      )}
      {data !== undefined && children(data)}
    </div>
  );
}
