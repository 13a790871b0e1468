import { createRequire } from 'node:module';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ItemText } from '../../src/contracts/item.ts';
import { cocoLabels } from '../../src/models/embedded/coco-labels.ts';
import { acceptedCoco, acceptedOpenmoji, acceptedTuxpaint } from './accepted-roots.ts';

/** A text with the roots that a person accepts for it, and the group of its source. */
export interface TopicCase {
  readonly group: string;
  readonly text: ItemText;
  readonly accepted: readonly string[];
}

const openmojiSchema = z.array(
  z.object({
    annotation: z.string(),
    tags: z.string(),
    openmoji_tags: z.string(),
    group: z.string(),
    subgroups: z.string(),
    skintone: z.union([z.string(), z.number()]),
  }),
);

/** The pictures of the package `openmoji` whose subgroup says a root; skin tones once. */
export function openmojiCases(): readonly TopicCase[] {
  const file = createRequire(import.meta.url).resolve('openmoji/data/openmoji.json');
  const pictures = openmojiSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return pictures.flatMap(({ annotation, tags, openmoji_tags, group, subgroups, skintone }) => {
    const accepted = acceptedOpenmoji[`${group}/${subgroups}`];
    if (accepted === undefined || skintone !== '') return [];
    const all = `${tags}, ${openmoji_tags}`.split(',').map((tag) => tag.trim());
    const text = { title: annotation, tags: [...new Set(all)].filter((tag) => tag !== '') };
    return [{ group: `${group}/${subgroups}`, text, accepted }];
  });
}

/** The same with their titles alone. */
export function titlesOnly(cases: readonly TopicCase[]): readonly TopicCase[] {
  return cases.map((one) => ({ ...one, text: { title: one.text.title ?? '', tags: [] } }));
}

/** The names of the 80 kinds of objects that the detector knows. */
export function cocoCases(): readonly TopicCase[] {
  return cocoLabels.flatMap((label) => {
    const accepted = acceptedCoco.find(([labels]) => labels.split(', ').includes(label))?.[1];
    return accepted === undefined
      ? []
      : [{ group: label, text: { title: label, tags: [] }, accepted }];
  });
}

/**
 * Captions of Debian's package `tuxpaint-stamps-default`, one whole sentence each; none where it is
 * not installed.
 *
 * @param language `en`, or the code by which the files name another: `de`, `fr`, `ru`, `ja`.
 */
export function tuxpaintCases(language = 'en'): readonly TopicCase[] {
  const folder = '/usr/share/tuxpaint/stamps';
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.toSorted().flatMap((file) => {
    const kind = acceptedTuxpaint.find(([prefix]) => file.startsWith(`${prefix}/`));
    if (kind === undefined || !file.endsWith('.txt')) return [];
    const [english = '', ...others] = readFileSync(join(folder, file), 'utf8').split('\n');
    const prefix = `${language}.utf8=`;
    const caption =
      language === 'en'
        ? english
        : others.find((line) => line.startsWith(prefix))?.slice(prefix.length);
    return caption === undefined || caption.trim() === ''
      ? []
      : [{ group: kind[0], text: { title: caption.trim(), tags: [] }, accepted: kind[1] }];
  });
}
