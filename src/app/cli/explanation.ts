import type { NearestExplanation } from '../../contracts/nearest.ts';

/** How neighbours were looked for, in lines for people. */
export function explanationLines(explanation: NearestExplanation): string[] {
  const { signal, path, planned, reason, estimatesMs, candidates, tookMs, behind } = explanation;
  const estimates = Object.entries(estimatesMs).map(
    ([each, ms]) => `${each} ${Number(ms.toPrecision(2))} ms`,
  );
  return [
    `${signal}: ${path}${path === planned ? '' : ` (planned: ${planned})`}, because ${reason}`,
    `  ${candidates} candidates in ${tookMs.toFixed(1)} ms${behind ? '; changes of the last seconds are still to come' : ''}`,
    ...(estimates.length > 0 ? [`  estimated: ${estimates.join(', ')}`] : []),
  ];
}
