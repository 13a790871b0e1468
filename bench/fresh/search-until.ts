import { setTimeout as sleep } from 'node:timers/promises';
import { searchResultsSchema } from '../../src/contracts/api.ts';
import type { ServerProcess } from '../server-process.ts';

/** Searches again and again until an item is there. */
export interface Finder {
  /** When the item of a title was first among the results, as `Date.now()` has it. */
  untilFoundByWords(title: string): Promise<number>;
  /** The same by a picture like its own. */
  untilFoundByPicture(picture: Buffer, title: string): Promise<number>;
  whenReady(): Promise<void>;
}

/** How much later than it could be found it is found, at most. */
const pollMs = 50;
const patienceMs = 60_000;
const limit = 10;

export function createFinder({ address, token }: ServerProcess): Finder {
  const headers = { authorization: `Bearer ${token}` };
  const ask = async (path: string, type: string, body: string | Uint8Array) => {
    const response = await fetch(`${address}${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': type },
      body,
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return searchResultsSchema.parse(answer).results;
  };
  const until = async (title: string, search: () => ReturnType<typeof ask>): Promise<number> => {
    const end = Date.now() + patienceMs;
    while (Date.now() < end) {
      const results = await search();
      if (results.some((result) => result.title === title)) return Date.now();
      await sleep(pollMs);
    }
    throw new Error(`${title} was not found within ${patienceMs / 1000} s.`);
  };
  return {
    untilFoundByWords(text) {
      const body = JSON.stringify({ text, asTyped: true, unsafe: true, copies: true, limit });
      return until(text, () => ask('/v1/search', 'application/json', body));
    },
    untilFoundByPicture(picture, title) {
      const path = `/v1/search/image?unsafe=true&copies=true&limit=${limit}`;
      return until(title, () => ask(path, 'image/jpeg', new Uint8Array(picture)));
    },
    async whenReady() {
      while ((await fetch(`${address}/v1/health/ready`)).status !== 200) await sleep(pollMs);
    },
  };
}
