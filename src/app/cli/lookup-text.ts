import type { LookupAnswer, SignalAnswer, SignalPart } from '../../contracts/lookup.ts';

type LookedUp = LookupAnswer['items'][number];

/**
 * What is known of one item, a line for each signal and part, cut to the width (columns).
 *
 * @param versions Of each signal as it was asked for.
 */
export function lookupText(
  { id, signals }: LookedUp,
  versions: LookupAnswer['versions'],
  width: number,
): string[] {
  const rows = Object.entries(signals).flatMap(([asked, { parts = [], ...own }]) => {
    const name = asked.includes('@') ? asked : `${asked}@${versions[asked] ?? ''}`;
    return [
      [name, said(own)] as const,
      ...parts.map((part) => [`  of ${part.part}`, said(part)] as const),
    ];
  });
  const indent = Math.max(...rows.map(([name]) => name.length));
  return [id, ...rows.map(([name, text]) => cut(`  ${name.padEnd(indent)}  ${text}`, width))];
}

function said(answer: SignalAnswer | SignalPart): string {
  switch (answer.status) {
    case 'ok':
      return JSON.stringify(answer.value);
    case 'absent':
      return 'nothing yet';
    default:
      return `${answer.status}: ${answer.reason}`;
  }
}

function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, Math.max(1, width - 1))}…`;
}
