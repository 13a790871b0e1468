import { refOf, versionOf, type SignalRef } from '../../contracts/signal-ref.ts';
import type { DegradedMode } from '../../contracts/online.ts';
import type { Versions } from '../versions/versions.ts';
import { degradedModesOf } from './degraded-modes.ts';
import type { ServiceTimes } from './service-times.ts';

/** Of the CPU of the version that was asked for. */
const mostShare = 0.5;

/**
 * The version of the same signal that takes least CPU here, where that is half or less and it is
 * computed for the catalogue too; undefined where there is none, or the asker or the signal does
 * not have it.
 */
export function cheaperVersion(
  ref: SignalRef,
  takes: readonly DegradedMode[],
  { maintained }: Pick<Versions, 'maintained'>,
  times: Pick<ServiceTimes, 'cpuMsOf'>,
): SignalRef | undefined {
  const { name, version } = versionOf(ref);
  const own = times.cpuMsOf(ref);
  if (own === undefined || !takes.includes('cheaper')) return undefined;
  if (!degradedModesOf(name).includes('cheaper')) return undefined;
  const [best] = maintained
    .map(versionOf)
    .filter((other) => other.name === name && other.version !== version)
    .flatMap((other) => {
      const cpuMs = times.cpuMsOf(refOf(other.name, other.version));
      return cpuMs === undefined ? [] : [{ ...other, cpuMs }];
    })
    .filter(({ cpuMs }) => cpuMs <= own * mostShare)
    .toSorted((a, b) => a.cpuMs - b.cpuMs);
  return best && refOf(best.name, best.version);
}
