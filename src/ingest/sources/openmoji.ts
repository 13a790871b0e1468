import { readFile } from 'node:fs/promises';
import type { AttributeValue } from '../../contracts/item.ts';
import type { Listed } from '../listed.ts';
import { loadOpenMoji, sampleEmojis, spreadEmojis } from '../sample/openmoji-data.ts';
import type { Emoji, OpenMoji } from '../sample/openmoji-data.ts';
import { rasteriseTrustedSvg, rasterSide } from '../sample/rasterise.ts';
import { tagsOf } from '../tags.ts';
import type { SourceKind } from './place.ts';

/** The sample catalogue: OpenMoji (CC BY-SA 4.0), a fair 600 of its pictures or all 4,495. */
export const openmojiSource: SourceKind = {
  name: 'openmoji',
  accepts: '"openmoji" for the sample catalogue',
  fits: (place) => place.spec === 'openmoji',
  open: async (_place, options) => {
    const openmoji = await loadOpenMoji();
    const chosen =
      options.all === true ? spreadEmojis(openmoji.emojis) : sampleEmojis(openmoji.emojis);
    return {
      name: 'openmoji',
      title: `OpenMoji ${openmoji.version}`,
      list: () => listEmojis(openmoji, chosen),
      count: async () => chosen.length,
    };
  },
};

async function* listEmojis(openmoji: OpenMoji, emojis: readonly Emoji[]): AsyncGenerator<Listed> {
  for (const emoji of emojis) {
    const path = openmoji.svgPath(emoji);
    yield {
      kind: 'item',
      id: `openmoji/${emoji.hexcode}`,
      origin: `OpenMoji ${openmoji.version}, ${emoji.hexcode}`,
      assets: [
        {
          kind: 'bytes',
          name: `${emoji.hexcode}.png`,
          revision: `openmoji@${openmoji.version}/${emoji.hexcode}@${rasterSide}`,
          bytes: async () => rasteriseTrustedSvg(await readFile(path)),
        },
      ],
      text: { title: emoji.annotation, tags: tagsOf(`${emoji.tags},${emoji.openmoji_tags}`) },
      attributes: attributesOfEmoji(emoji),
    };
  }
}

function attributesOfEmoji(emoji: Emoji): Record<string, AttributeValue> {
  const values = {
    emoji: emoji.emoji,
    hexcode: emoji.hexcode,
    group: emoji.group,
    subgroup: emoji.subgroups,
    // `1` … `5`, or two for two people: `1,3`.
    skintone: String(emoji.skintone),
    skintone_base: emoji.skintone_base_hexcode,
    author: emoji.openmoji_author,
    date: emoji.openmoji_date,
    licence: 'CC BY-SA 4.0',
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
