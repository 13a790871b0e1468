import pLimit from 'p-limit';
import type { Clock } from '../../base/clock.ts';
import { digestOf } from '../../base/digest.ts';
import { minuteMs } from '../../base/durations.ts';
import { embedDepiction, embedWords, type Asking } from '../../retrieval/query-embedding.ts';
import type { Embedding } from '../../signals/embedding.ts';

/** Embeds texts of which nothing is stored: landing pages, and words to compare with pictures. */
export interface TextEmbedder {
  /** In the space of texts; undefined where the model knows none of the words. */
  meaningOf(text: string, asking: Asking): Promise<Embedding | undefined>;
  /** In the space of pictures; undefined where the encoder of pictures knows no words. */
  depictionOf(text: string, asking: Asking): Promise<Embedding | undefined>;
}

/** A page of an ad is asked for again and again; two kB each. */
const mostRemembered = 5000;
/** Who deletes an item has what was made of its words forgotten as well. */
const mostAgeMs = 15 * minuteMs;
/** Others may wait for the same text: it is not the deadline of the first that ends it. */
const patienceMs = 10_000;
/** Of one process, so that its many short texts do not fill the queue of all requests. */
const atOnce = 4;

/** Remembers the latest by digests of their texts. */
export function createTextEmbedder(clock: Clock): TextEmbedder {
  const remembered = new Map<
    string,
    { readonly made: Promise<Embedding | undefined>; readonly at: number }
  >();
  const limit = pLimit(atOnce);

  const remember = (key: string, make: () => Promise<Embedding | undefined>) => {
    const known = remembered.get(key);
    remembered.delete(key);
    const isFresh = known !== undefined && clock() - known.at < mostAgeMs;
    const entry = isFresh ? known : { made: limit(make), at: clock() };
    remembered.set(key, entry);
    const [oldest] = remembered.keys();
    if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
    // What failed is tried again; whoever asked is told by the promise itself.
    entry.made.catch(() => remembered.delete(key));
    return entry.made;
  };
  const patient = ({ online, versions }: Asking): Asking => ({
    online,
    versions,
    deadline: performance.now() + patienceMs,
  });
  return {
    meaningOf(text, asking) {
      const ref = asking.versions.live('text_embedding');
      return remember(`${ref} ${digestOf(text)}`, () => embedWords(text, ref, patient(asking)));
    },
    depictionOf(text, asking) {
      const ref = asking.versions.live('image_embedding');
      return remember(`${ref} ${digestOf(text)}`, () => embedDepiction(text, ref, patient(asking)));
    },
  };
}
