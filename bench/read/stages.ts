import pLimit from 'p-limit';
import { understandPicture } from '../../src/extraction/understand-picture.ts';
import type { ExtractionPools } from '../../src/extraction/workers/pools.ts';
import type { InferenceTask } from '../../src/extraction/workers/tasks.ts';
import { signalNames } from '../../src/contracts/values.ts';
import { builtInSignals } from '../../src/signals/table.ts';

const pictured = builtInSignals
  .withInputs(signalNames.map(builtInSignals.initialVersionOf))
  .filter((signal) => signal !== 'video@1');

/** As many at once as a shard has. */
const inFlight = (pools: ExtractionPools) => pLimit(pools.threads * 2 + 1);

/** Seconds that the decoding threads take for these photos when they have the machine. */
export async function decodeAlone(
  photos: readonly string[],
  pools: ExtractionPools,
): Promise<number> {
  const onlyDecode: ExtractionPools = { ...pools, infer: async () => [] };
  return await secondsOf(() => understandAll(photos, onlyDecode));
}

/** Rasters held at once, 2.5 MB a photo: enough that the end of each batch hardly counts. */
const batchSize = 100;

/** Seconds that the inferring threads take for these photos, decoded beforehand. */
export async function inferAlone(
  photos: readonly string[],
  pools: ExtractionPools,
): Promise<number> {
  let seconds = 0;
  for (let start = 0; start < photos.length; start += batchSize) {
    const tasks: InferenceTask[] = [];
    await understandAll(photos.slice(start, start + batchSize), {
      ...pools,
      async infer(task) {
        tasks.push(task);
        return [];
      },
    });
    const limit = inFlight(pools);
    seconds += await secondsOf(() =>
      Promise.all(tasks.map((task) => limit(() => pools.infer(task)))),
    );
  }
  return seconds;
}

async function understandAll(photos: readonly string[], pools: ExtractionPools): Promise<void> {
  const limit = inFlight(pools);
  const unitOf = (id: string) => ({ item: { id, text: { tags: [] }, attributes: {} }, part: '' });
  await Promise.all(
    photos.map((path) =>
      limit(() =>
        understandPicture(
          { path },
          unitOf(path),
          pictured,
          {},
          { pools, registry: builtInSignals },
        ),
      ),
    ),
  );
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
