import type { Signals } from '../../../src/contracts/signals-api.ts';
import type { SignalSort } from '../../api/page-addresses.ts';
import { words } from '../../ui/numbers.ts';

export type ListedSignal = Signals['signals'][number];
export type ListedVersion = ListedSignal['versions'][number];

interface Arrangement {
  readonly match: string;
  readonly kind: string | undefined;
  readonly sort: SignalSort;
}

/** The signals of a kind whose name, owner or kind has the words, in the order asked for. */
export function arrangeSignals(
  signals: readonly ListedSignal[],
  { match, kind, sort }: Arrangement,
): ListedSignal[] {
  const wanted = match.trim().toLowerCase();
  return signals
    .filter((signal) => kind === undefined || signal.kind === kind)
    .filter(({ name, owner, kind: own }) =>
      `${name} ${words(name)} ${owner} ${own}`.toLowerCase().includes(wanted),
    )
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .toSorted((a, b) => rankOf(b, sort) - rankOf(a, sort));
}

/** What a higher place is given for; those of which it is not known stand last. */
function rankOf(signal: ListedSignal, sort: SignalSort): number {
  const live = liveOf(signal);
  switch (sort) {
    case 'name':
      return 0;
    case 'coverage':
      return -(live?.metrics?.coverage ?? Infinity);
    case 'freshness':
      return live?.metrics?.freshnessP99Seconds ?? -Infinity;
    case 'use':
      return signal.reads;
    case 'cost':
      return live?.cpuSecondsPer1000 ?? -Infinity;
    case 'change':
      return signal.lastChangeAt === null ? -Infinity : Date.parse(signal.lastChangeAt);
  }
}

/** The version that is read where none is named. */
export function liveOf({ versions, live }: ListedSignal): ListedVersion | undefined {
  return versions.find(({ version }) => version === live);
}

/** Whether no read has ended yet that would have computed it. */
export function isUnmeasured({ versions }: ListedSignal): boolean {
  return versions.every(({ metrics }) => metrics === null || metrics.items === 0);
}
