import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openSignalStore } from '../../../src/storage/lance/signal-store.ts';
import { startS3Server, type S3Server } from '../../fixtures/s3-server.ts';
import { abstention } from '../../fixtures/signal-records.ts';
import { builtInSignals } from '../../../src/signals/table.ts';

const { schemaOf } = builtInSignals;

const firstVersions = 'PUT bucket/text_quality-v1.lance/_versions/';

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
  test('loses no row of others when what makes the table arrives after they have written', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let held = 0;
    // The first write of the table's first version is what a host sent before it was cut off.
    server.delay = async (request) => {
      if (!request.startsWith(firstVersions) || held > 0) return;
      held += 1;
      await released;
    };
    const [late, other] = [
      await openSignalStore('s3://bucket', { schemaOf }),
      await openSignalStore('s3://bucket', { schemaOf }),
    ];
    const opening = late.table('text_quality', 1);
    await expect.poll(() => held, { timeout: 10_000 }).toBe(1);
    const table = await other.table('text_quality', 1);
    await table.append([abstention('a'), abstention('b')]);

    release();
    await (await opening).append([abstention('c')]);
    const items = (await table.headsOf(['a', 'b', 'c'])).map(({ item }) => item);
    expect(items.toSorted()).toEqual(['a', 'b', 'c']);
    expect(await other.listTables()).toEqual(['text_quality@1']);
    late.close();
    other.close();
  });
});
