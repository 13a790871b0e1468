import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { digestOf } from '../../base/digest.ts';
import { isValidId } from '../clean-text.ts';
import { problem } from '../listed.ts';
import type { Listed } from '../listed.ts';
import { isWebAddress } from '../table/references.ts';
import { createSeenIds } from '../table/seen-ids.ts';
import { decodeText, decodeWhole } from '../text-decoding.ts';
import { textLines } from '../text-lines.ts';
import type { SourceKind } from './place.ts';

/** A text file of web addresses, one a line; empty lines and lines that begin with # are left out. */
export const urlsSource: SourceKind = {
  name: 'urls',
  accepts: 'a text file of URLs',
  format: 'urls',
  fits: (place) => {
    if (place.found !== 'file') return false;
    const lines = decodeWhole(place.head)
      .split('\n')
      .map((line) => line.trim());
    const first = lines.find((line) => line !== '' && !line.startsWith('#'));
    return place.extension !== '.csv' && first !== undefined && isWebAddress(first);
  },
  open: async (place) => ({
    name: place.path,
    title: basename(place.path),
    list: () => listUrls(place.path),
  }),
};

async function* listUrls(path: string): AsyncGenerator<Listed> {
  const title = basename(path);
  const seen = createSeenIds();
  // An address is ASCII: what is not valid UTF-8 shows as a bad address of its line.
  const text = decodeText(createReadStream(path), () => undefined);
  for await (const { line, text: content } of textLines(text)) {
    const origin = `${title}, line ${line}`;
    const url = content?.trim() ?? '';
    if ((content !== undefined && url === '') || url.startsWith('#')) continue;
    if (!isWebAddress(url) || !URL.canParse(url) || url.length > 8192) {
      yield problem(
        origin,
        'bad-url',
        `Expected one http(s) address a line, got ${JSON.stringify(url.slice(0, 200))}.`,
      );
      continue;
    }
    const id = isValidId(url) ? url : `url-${digestOf(url).slice(0, 24)}`;
    const earlier = seen.firstSeen(id, line);
    if (earlier !== undefined) {
      yield problem(
        origin,
        'duplicate-id',
        `${origin} has the same address as ${title}, line ${earlier}. The first was kept.`,
        id,
      );
      continue;
    }
    yield {
      kind: 'item',
      id,
      origin,
      assets: [{ kind: 'url', url }],
      text: { tags: [] },
      attributes: {},
    };
  }
}
