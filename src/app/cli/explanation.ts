import type { NearestExplanation } from '../../contracts/nearest.ts';
import type { Evidence, StageTrace } from '../../contracts/surfaces.ts';

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

/** What a stage did, in a line for people. */
export function stageLine({ stage, name, in: before, out, tookMs, notes }: StageTrace): string {
  const said = notes.length > 0 ? `: ${notes.join('; ')}` : '';
  return `${stage} ${name}: ${before} → ${out} in ${tookMs.toFixed(1)} ms${said}`;
}

/** Why a result is where it is, in a line for people. */
export function becauseLine(id: string, { scores, rules }: Evidence): string {
  const said = scores.map(
    ({ name, value, signal }) =>
      `${name} ${value.toFixed(3)}${signal === null ? '' : ` (${signal})`}`,
  );
  return `${id}: ${[...said, ...rules].join(', ')}`;
}
