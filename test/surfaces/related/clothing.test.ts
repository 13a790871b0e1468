import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openVectorIndexes } from '../../../src/retrieval/indexes/vector-indexes.ts';
import { findRelated, type RelatedOptions } from '../../../src/surfaces/related/related.ts';
import { clothingPhotos } from '../../fixtures/catalogue.ts';
import { putPictures } from '../../fixtures/catalogue-of-pictures.ts';
import { dataFolder, withoutData } from '../../fixtures/data.ts';
import { openInstallation, type Installation } from '../../fixtures/installation.ts';

const data = dataFolder() ?? '';

/** `clothing/dress/….jpg` is a dress. */
const kindOf = (id: string) => id.split('/')[1] ?? '';

describe.skipIf(data === '')(`findRelated() on photos of clothes ${withoutData}`, () => {
  let installation: Installation;
  let close: () => Promise<void>;
  let photos: string[];
  let share: (options: Pick<RelatedOptions, 'by' | 'kind'>) => Promise<number>;

  beforeAll(async () => {
    installation = await openInstallation();
    const indexes = openVectorIndexes({ ...installation, indexes: installation.home.indexes });
    close = async () => {
      await indexes.close();
      await installation.close();
    };
    photos = await clothingPhotos(data, 40);
    for (const id of photos) {
      await putPictures(installation, id, [join(data, id)]);
      await installation.db
        .updateTable('items')
        .set({ facets: [`attribute.category:${kindOf(id)}`] })
        .where('id', '=', id)
        .execute();
    }
    share = async (options) => {
      let [same, all] = [0, 0];
      for (const id of photos) {
        const stores = { stores: { ...installation, indexes } };
        const { results } = await findRelated(id, { limit: 5, lambda: 1, ...options }, stores);
        all += results.length;
        same += results.filter((result) => kindOf(result.id) === kindOf(id)).length;
      }
      expect(all).toBeGreaterThan(photos.length * 4);
      return same / all;
    };
  }, 120_000);
  afterAll(() => close());

  test('finds more of the same kind by look than chance does, and fewer as complementary', async () => {
    const chance = 3 / 39;
    const [look, complementary] = [
      await share({ by: 'look' }),
      await share({ by: 'complementary' }),
    ];
    expect(look).toBeGreaterThan(chance * 1.5);
    expect(complementary).toBeLessThan(look);
    expect(complementary).toBeLessThan(chance * 1.5);
  });

  test('finds nothing of the same kind as complementary where a field tells kinds', async () => {
    expect(await share({ by: 'complementary', kind: 'attribute.category' })).toBe(0);
  });
});
