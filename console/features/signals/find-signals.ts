import type { Signals } from '../../../src/contracts/signals-api.ts';
import { words } from '../../ui/numbers.ts';

export type ListedSignal = Signals['signals'][number];
export type ListedVersion = ListedSignal['versions'][number];

interface Wanted {
  readonly match: string;
  readonly kind: string | undefined;
}

/** The signals of a kind whose name, owner or kind has the words, by name. */
export function findSignals(
  signals: readonly ListedSignal[],
  { match, kind }: Wanted,
): readonly ListedSignal[] {
  const wanted = match.trim().toLowerCase();
  return signals
    .filter((signal) => kind === undefined || signal.kind === kind)
    .filter(({ name, owner, kind: own }) =>
      `${name} ${words(name)} ${owner} ${own}`.toLowerCase().includes(wanted),
    )
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The version that is read where none is named. */
export function liveOf({ versions, live }: ListedSignal): ListedVersion | undefined {
  return versions.find(({ version }) => version === live);
}

/** Whether no read has ended yet that would have computed it. */
export function isUnmeasured({ versions }: ListedSignal): boolean {
  return versions.every(({ metrics }) => metrics === null || metrics.items === 0);
}
