import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Scrolled further than this, somebody is looking at what is there. */
const topPx = 40;

function subscribe(listener: () => void): () => void {
  window.addEventListener('scroll', listener, { passive: true });
  return () => window.removeEventListener('scroll', listener);
}

const isAtTop = () => window.scrollY <= topPx;

/**
 * Whether the catalogue follows a read that is going on: at its top it does; further down the
 * pictures that somebody looks at stay where they are, and what came meanwhile is fetched when they
 * are back at the top. After the read, all is fetched once more.
 */
export function useFollowing(isReading: boolean): boolean {
  const client = useQueryClient();
  const atTop = useSyncExternalStore(subscribe, isAtTop);
  const isBehind = useRef(false);
  useEffect(() => {
    if (isReading) isBehind.current = true;
    if (!isBehind.current || !atTop) return;
    isBehind.current = isReading;
    void client.invalidateQueries({ queryKey: ['items'] });
    void client.invalidateQueries({ queryKey: ['facets'] });
  }, [client, isReading, atTop]);
  return isReading && atTop;
}
