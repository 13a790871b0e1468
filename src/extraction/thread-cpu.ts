import { readFileSync } from 'node:fs';

/**
 * CPU time of the calling thread in milliseconds, from an arbitrary zero. Linux tells it for each
 * thread; elsewhere it is elapsed time, an upper bound.
 */
export function threadCpuMs(): number {
  if (process.platform !== 'linux') return performance.now();
  const [nanoseconds] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ', 1);
  return Number(nanoseconds) / 1e6;
}
