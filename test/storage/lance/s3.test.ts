import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openSignalStore, type SignalStore } from '../../../src/storage/lance/signal-store.ts';
import { startProgram } from '../../fixtures/program.ts';
import { startS3Server, type S3Server } from '../../fixtures/s3-server.ts';
import { abstention } from '../../fixtures/signal-records.ts';
import { builtInSignals } from '../../../src/signals/table.ts';

const { schemaOf } = builtInSignals;

let server: S3Server;
let store: SignalStore;
const url = 's3://team-bucket/a place/lance'.replace(' ', '-');
beforeAll(async () => {
  server = await startS3Server();
  vi.stubEnv('AWS_ENDPOINT_URL', server.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  store = await openSignalStore(url, { schemaOf, buckets: 2 });
});
afterAll(async () => {
  store.close();
  vi.unstubAllEnvs();
  await server.close();
});

describe('openSignalStore()', () => {
  test('keeps rows, history and buckets on S3, and erases from there', async () => {
    const table = await store.table('text_quality', 1);
    const marker = 'Qx7-zR2!kP9_vW4~mT6^hB1';
    const items = Array.from({ length: 8 }, (_, index) => `item ${index}`);
    await table.append(items.map((item) => abstention(item)));
    await table.replace([marker], [abstention(marker, { computedAt: 5 })]);
    await table.replace([marker], [abstention(marker, { computedAt: 9, reason: marker })]);
    expect(await table.recordsAsOf([marker], 6)).toEqual([abstention(marker, { computedAt: 5 })]);
    expect(await table.headsOf(items)).toHaveLength(8);
    const holding = () => [...server.objects].filter(([, { bytes }]) => bytes.includes(marker));
    expect(holding().length).toBeGreaterThan(1);

    await table.compact();
    await table.erase([marker], { graceMs: 0 });

    expect(holding()).toEqual([]);
    expect(await table.findTraces(marker)).toEqual([]);
    expect(await table.countByStatus('parts')).toMatchObject({ abstained: 8 });
    const again = await openSignalStore(url, { schemaOf });
    expect(again.buckets).toBe(2);
    expect(await again.listTables()).toEqual(['text_quality@1']);
    await again.dropTable('text_quality', 1);
    expect(await again.listTables()).toEqual([]);
    again.close();
  });

  test('loses nothing when two processes write to a store with conditional writes', async () => {
    const writers = ['left', 'right'].map((name) => startProgram('write-signals', [url, name]));
    expect(await Promise.all(writers.map(({ ended }) => ended))).toEqual([0, 0]);
    const table = await store.table('text_quality', 4);
    expect(await table.countByStatus('parts')).toEqual({ ok: 0, abstained: 120, failed: 0 });
  });
});
