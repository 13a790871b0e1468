import { InvalidArgumentError, Option } from 'commander';
import type { SearchResults } from '../../contracts/api.ts';
import type { Box } from '../../contracts/box.ts';
import { table, type Output } from './output.ts';
import { parseWhole } from './threads-option.ts';

export function limitOption(): Option {
  return new Option('--limit <n>', 'how many results')
    .default(10)
    .argParser((text) => parseWhole(text, 1, 500));
}

export function boxOption(): Option {
  return new Option(
    '--box <x,y,w,h>',
    'the part of the picture to search with, in shares of its width and height',
  ).argParser(parseBox);
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

export function printResults({ results, route, tookMs }: SearchResults, output: Output): void {
  output.object({ results, route, tookMs });
  if (results.length === 0) {
    output.line('Nothing found. `understory status` says what the catalogue holds.');
    return;
  }
  output.line(
    table(
      results.map(({ id, score, title, why }) => [score.toFixed(3), id, title.slice(0, 50), why]),
    ),
  );
  output.note(`${results.length} results in ${Math.round(tookMs)} ms, by ${route}`);
}
