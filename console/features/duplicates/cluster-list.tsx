import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { ClusterRow } from './cluster-row.tsx';
import { clustersPerPage } from './page-size.ts';
import './clusters.css';

/** Room for a row before it is measured, in pixels. */
const usualHeight = 326;

/** All clusters, one under the other; only those in sight are there. */
export function ClusterList({ total }: { readonly total: number }) {
  const ref = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    if (ref.current !== null) setTop(ref.current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: total,
    estimateSize: () => usualHeight,
    overscan: 3,
    scrollMargin: top,
  });
  return (
    <ol
      ref={ref}
      className="clusters"
      aria-label="Clusters"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map((row) => (
        <li
          key={row.index}
          ref={virtualizer.measureElement}
          data-index={row.index}
          aria-setsize={total}
          aria-posinset={row.index + 1}
          style={{ transform: `translateY(${row.start - top}px)` }}
        >
          <ClusterRow
            page={Math.floor(row.index / clustersPerPage)}
            place={row.index % clustersPerPage}
          />
        </li>
      ))}
    </ol>
  );
}
