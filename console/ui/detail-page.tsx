import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loaded } from './loaded.tsx';

interface DetailPageProps<Value> {
  /** The link to the list that it is one of. */
  readonly up: ReactNode;
  readonly query: Pick<UseQueryResult<Value>, 'data' | 'error' | 'refetch'>;
  readonly children: (value: Value) => ReactNode;
}

/** The page of one thing, and the way up. */
export function DetailPage<Value>({ up, query, children }: DetailPageProps<Value>) {
  return (
    <div className="page">
      <p className="up small">{up}</p>
      <Loaded query={query} isAlone>
        {children}
      </Loaded>
    </div>
  );
}
