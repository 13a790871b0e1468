import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openSignalStore } from '../../../src/storage/lance/signal-store.ts';
import { startS3Server, type S3Server } from '../../fixtures/s3-server.ts';
import { abstention } from '../../fixtures/signal-records.ts';
import { builtInSignals } from '../../../src/signals/table.ts';

const { schemaOf } = builtInSignals;

const tableFolder = 'text_quality-v1.lance/';

let server: S3Server;
beforeAll(async () => {
  server = await startS3Server();
  vi.stubEnv('AWS_ENDPOINT_URL', server.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

describe('table()', () => {
  test.each([1, 2, 3, 4, 5, 6])(
    'loses no row of others when request %i of making the table arrives after they have written',
    async (position) => {
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      let asked = 0;
      // Held is what a host asked for before it was cut off.
      server.delay = async (request) => {
        if (!request.includes(tableFolder) || asked >= position) return;
        asked += 1;
        if (asked === position) await released;
      };
      const place = `s3://bucket/${position}`;
      const [late, other] = [
        await openSignalStore(place, { schemaOf }),
        await openSignalStore(place, { schemaOf }),
      ];
      const opening = late.table('text_quality', 1);
      await expect.poll(() => asked, { timeout: 10_000 }).toBe(position);
      const table = await other.table('text_quality', 1);
      await table.append([abstention('a'), abstention('b')]);

      release();
      await (await opening).append([abstention('c')]);
      const items = (await table.headsOf(['a', 'b', 'c'])).map(({ item }) => item);
      expect(items.toSorted()).toEqual(['a', 'b', 'c']);
      expect(await other.listTables()).toEqual(['text_quality@1']);
      late.close();
      other.close();
    },
  );
});
