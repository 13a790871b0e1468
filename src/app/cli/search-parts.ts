import { InvalidArgumentError, Option, type Command } from 'commander';
import { inputError } from '../../base/errors.ts';
import type { Box } from '../../contracts/box.ts';
import { mostPartWeight, mostQueryParts, type QueryPart } from '../../contracts/search.ts';
import { parseBox } from './query-options.ts';

/** A part of a search, of which `picture` is a file of this machine. */
export type PartFlag = Omit<QueryPart, 'asset'>;

/**
 * Adds `--text`, `--item`, `--image` and `--not`, each as often as there are parts, `--weight`, of
 * the part before it, and `--box`, of the item or picture before it.
 *
 * @returns What gives the parts of the command line, in its order.
 */
export function addPartOptions(command: Command): () => PartFlag[] {
  const parts: PartFlag[] = [];
  const part = (flags: string, description: string, read: (value: string) => PartFlag): void => {
    const add = (value: string): string => {
      parts.push(read(value));
      return value;
    };
    command.addOption(new Option(flags, description).argParser(add));
  };
  const amend = (flags: string, description: string, read: Amendment): void => {
    const change = (value: string): string => {
      const before = parts.pop();
      if (!before) throw new InvalidArgumentError('Expected it after the part that it is of.');
      parts.push(read(before, value));
      return value;
    };
    command.addOption(new Option(flags, description).argParser(change));
  };
  part('--text <words>', 'words', (text) => ({ text, weight: 1 }));
  part('--item <id>', 'an item of the catalogue', (item) => ({ item, weight: 1 }));
  part('--image <file>', 'a picture', (picture) => ({ picture, weight: 1 }));
  part('--not <part>', 'away from words, from item:ID or from image:FILE', unwantedPart);
  amend('--weight <w>', 'how much the part before it says beside others; 1 without', withWeight);
  amend('--box <x,y,w,h>', 'the part of the picture before it, in shares of its size', withBox);
  return () => {
    if (parts.length >= 1 && parts.length <= mostQueryParts) return parts;
    throw inputError(
      'one-query',
      `Expected 1 to ${mostQueryParts} of --text, --image, --item and --not, as in: understory search --text "red shoes"`,
    );
  };
}

type Amendment = (part: PartFlag, value: string) => PartFlag;

function unwantedPart(value: string): PartFlag {
  const [kind, rest] = value.split(/:(.*)/s);
  if (kind === 'item' && rest) return { item: rest, weight: -1 };
  if (kind === 'image' && rest) return { picture: rest, weight: -1 };
  return { text: kind === 'text' && rest ? rest : value, weight: -1 };
}

function withWeight(part: PartFlag, value: string): PartFlag {
  const weight = Number(value);
  if (value.trim() !== '' && weight > 0 && weight <= mostPartWeight) {
    return { ...part, weight: Math.sign(part.weight) * weight };
  }
  throw new InvalidArgumentError(
    `Expected a number above 0, up to ${mostPartWeight}, as in 0.5; --not leads away.`,
  );
}

function withBox(part: PartFlag, value: string): PartFlag {
  const box: Box = parseBox(value);
  if (part.text === undefined) return { ...part, box };
  throw new InvalidArgumentError('Expected it after --item or --image: words have no box.');
}
