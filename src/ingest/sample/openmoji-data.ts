import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { groupBy } from './group-by.ts';
import { stratifiedSample, spreadByStratum } from './spread.ts';

const numberOrText = z.union([z.number(), z.string()]);

const emojiSchema = z.object({
  emoji: z.string(),
  hexcode: z.string().regex(/^[0-9A-F]+(?:-[0-9A-F]+)*$/),
  group: z.string(),
  subgroups: z.string(),
  annotation: z.string(),
  tags: z.string(),
  openmoji_tags: z.string(),
  openmoji_author: z.string(),
  openmoji_date: z.string(),
  skintone: numberOrText,
  skintone_base_hexcode: z.string(),
  unicode: numberOrText,
});

/** One picture of OpenMoji as the package's `data/openmoji.json` tells it. */
export type Emoji = z.infer<typeof emojiSchema>;

export interface OpenMoji {
  readonly version: string;
  readonly emojis: readonly Emoji[];
  svgPath(emoji: Emoji): string;
}

export async function loadOpenMoji(): Promise<OpenMoji> {
  const manifest = createRequire(import.meta.url).resolve('openmoji/package.json');
  const root = dirname(manifest);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(manifest, 'utf8')));
  const emojis = z
    .array(emojiSchema)
    .parse(JSON.parse(await readFile(join(root, 'data', 'openmoji.json'), 'utf8')));
  return {
    version,
    emojis,
    svgPath: (emoji) => join(root, 'color', 'svg', `${emoji.hexcode}.svg`),
  };
}

const sampleSize = 600;
const sampleFamilies = 12;

/**
 * A fair sample of 600: twelve whole families of skin tones (a base and its five variants: natural
 * near-duplicates), and from all other pictures without a skin tone two of each subgroup and the
 * rest by the size of the subgroup. The same each time, and every prefix of it is mixed.
 */
export function sampleEmojis(emojis: readonly Emoji[]): Emoji[] {
  const variants = emojis.filter((emoji) => emoji.skintone !== '');
  const families = groupBy(variants, (emoji) => emoji.skintone_base_hexcode);
  const bases = emojis.filter((emoji) => families.get(emoji.hexcode)?.length === 5);
  const chosenBases = spreadByStratum(bases, keyOf, subgroupOf).slice(0, sampleFamilies);
  const family = chosenBases.flatMap((base) => [base, ...(families.get(base.hexcode) ?? [])]);
  const inFamily = new Set(family);
  const others = emojis.filter((emoji) => emoji.skintone === '' && !inFamily.has(emoji));
  const plain = stratifiedSample(others, sampleSize - family.length, 2, keyOf, subgroupOf);
  return spreadEmojis([...plain, ...family]);
}

/** All in an order of which every prefix is mixed. */
export function spreadEmojis(emojis: readonly Emoji[]): Emoji[] {
  return spreadByStratum(emojis, keyOf, subgroupOf);
}

function keyOf(emoji: Emoji): string {
  return emoji.hexcode;
}

function subgroupOf(emoji: Emoji): string {
  return `${emoji.group}/${emoji.subgroups}`;
}
