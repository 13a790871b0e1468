import { InvalidArgumentError, Option } from 'commander';

export function threadsOption(): Option {
  return new Option('--threads <n>', 'threads of each stage (default: the cores)').argParser(
    (text) => parseWhole(text, 1, 256),
  );
}

/** @throws InvalidArgumentError for anything but a whole number from `least` to `most`. */
export function parseWhole(text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
}
