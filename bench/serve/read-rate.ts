/** How many photos a second a read's threads embed: HOME SECONDS FOLDER. */
import pLimit from 'p-limit';
import { homeAt } from '../../src/base/home.ts';
import { understandPicture } from '../../src/extraction/understand-picture.ts';
import { openPools } from '../../src/extraction/workers/pools.ts';
import { builtInSignals } from '../../src/signals/table.ts';
import { answer } from '../compiled.ts';
import { choosePhotos } from '../read/photos.ts';
import { distinct, shrinkPhotos } from './photos.ts';

const [home = '', seconds = '', folder = ''] = process.argv.slice(2);
const pictures = await shrinkPhotos(await choosePhotos(folder, 40));
const pools = openPools(homeAt(home));
const bench = { pools, registry: builtInSignals };
const unit = { item: { id: 'bench', text: { tags: [] }, attributes: {} }, part: '' };
const embed = async (): Promise<void> => {
  const picture = { bytes: distinct(pictures) };
  await understandPicture(picture, unit, ['image_embedding@1'], {}, bench);
};
try {
  await manyAtOnce(3000);
  answer(await manyAtOnce(Number(seconds) * 1000));
} finally {
  await pools.close();
}
process.disconnect();

/** As many at once as a shard has. Gives how many a second were done. */
async function manyAtOnce(forMs: number): Promise<number> {
  const limit = pLimit(pools.threads * 2 + 1);
  const begun = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: limit.concurrency }, async () => {
      while (performance.now() - begun < forMs) {
        await limit(embed);
        done += 1;
      }
    }),
  );
  return (done * 1000) / (performance.now() - begun);
}
