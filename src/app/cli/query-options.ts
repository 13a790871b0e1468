import { InvalidArgumentError, Option } from 'commander';
import type { SearchResults } from '../../contracts/api.ts';
import type { Box } from '../../contracts/box.ts';
import { table, type Output } from './output.ts';
import type { Filters } from '../../retrieval/condition.ts';
import { requireFields } from '../../retrieval/facet-fields.ts';
import { counted } from './counted.ts';
import { becauseLine, explanationLines, stageLine } from './explanation.ts';
import { parseWhole } from './threads-option.ts';

export function limitOption(): Option {
  return new Option('--limit <n>', 'how many results')
    .default(10)
    .argParser((text) => parseWhole(text, 1, 500));
}

/** @throws InvalidArgumentError for anything but a rectangle inside the picture. */
export function parseBox(text: string): Box {
  const numbers = text.split(',').map(Number);
  const [x, y, width, height] = numbers;
  if (
    numbers.length === 4 &&
    x !== undefined &&
    y !== undefined &&
    width !== undefined &&
    height !== undefined &&
    numbers.every((number) => number >= 0 && number <= 1) &&
    width > 0 &&
    height > 0 &&
    x + width <= 1.000001 &&
    y + height <= 1.000001
  ) {
    return { x, y, width, height };
  }
  throw new InvalidArgumentError(
    'Expected four numbers in 0..1 inside the picture: left, top, width, height, as in 0.1,0.2,0.5,0.5.',
  );
}

/** Which items may be found, and whether to say how. */
export interface FilterFlags {
  readonly facet?: readonly string[];
  readonly minQuality?: number;
  readonly explain?: boolean;
}

export function facetOption(): Option {
  return new Option(
    '--facet <field:value...>',
    'only items that match, as object:cat or attribute.colour:red; values of one field are alternatives',
  );
}

export function qualityOption(): Option {
  return new Option('--min-quality <q>', 'only items of at least this quality, 0..1').argParser(
    (text) => {
      const quality = Number(text);
      if (text.trim() !== '' && quality >= 0 && quality <= 1) return quality;
      throw new InvalidArgumentError('Expected a number from 0 to 1, as in 0.5.');
    },
  );
}

export function explainOption(): Option {
  return new Option('--explain', 'say how neighbours were looked for, and why so');
}

/**
 * The filters of flags; undefined where there are none.
 *
 * @throws input `unknown-field`
 */
export function filtersOf({ facet = [], minQuality }: FilterFlags): Filters | undefined {
  requireFields(facet);
  if (facet.length === 0 && minQuality === undefined) return undefined;
  return { facet: [...facet], minQuality };
}

export function printResults(found: SearchResults, output: Output): void {
  const { results, route, tookMs, explain, trace, corrected, leftOut } = found;
  output.object({
    results,
    route,
    tookMs,
    ...(corrected && { corrected }),
    ...(leftOut && { leftOut }),
    ...(explain && { explain }),
    ...(trace && { trace }),
  });
  for (const line of explain?.flatMap(explanationLines) ?? []) output.note(line);
  for (const line of trace?.map(stageLine) ?? []) output.note(line);
  if (corrected) {
    output.note(`Showing results for “${corrected.shown}”; --as-typed for “${corrected.typed}”.`);
  }
  if (results.length === 0) {
    output.line('Nothing found. `understory status` says what the catalogue holds.');
    return;
  }
  output.line(
    table(
      results.map(({ id, score, title, why }) => [score.toFixed(3), id, title.slice(0, 50), why]),
    ),
  );
  for (const { id, because } of results) if (because) output.note(becauseLine(id, because));
  output.note(`${counted(results.length, 'result')} in ${Math.round(tookMs)} ms, by ${route}`);
}
