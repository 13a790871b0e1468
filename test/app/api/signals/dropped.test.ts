import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemSchema } from '../../../../src/contracts/api.ts';
import { lookupAnswerSchema } from '../../../../src/contracts/lookup.ts';
import { builtInSignals } from '../../../../src/signals/table.ts';
import { openSignalStore, type SignalStore } from '../../../../src/storage/lance/signal-store.ts';
import { serve, type Served } from '../../../fixtures/served.ts';
import { addItems, ocrValueOf, record, write } from '../../../fixtures/signal-catalogue.ts';

let served: Served;
/** Of another process, as far as the server can tell. */
let other: SignalStore;

beforeAll(async () => {
  served = await serve();
  await addItems(served.context.db, ['a']);
  await write(served.context.signals, 'ocr@1', [record('a', ocrValueOf('old'))]);
  other = await openSignalStore(served.context.home.lance, { schemaOf: builtInSignals.schemaOf });
}, 120_000);
afterAll(async () => {
  other.close();
  await served.close();
});

const lookUp = () => served.ask('/v1/items/a/signals?signals=ocr@1');

test('a look-up of a version whose table another process drops is told that it was dropped', async () => {
  // Twice, and a while: what is copied for look-ups is of the table as well.
  for (const pauseMs of [1500, 0]) {
    expect((await lookUp()).status).toBe(200);
    await sleep(pauseMs);
  }
  // As between the moment that a look-up found the version readable and its reading.
  await other.dropTable('ocr', 1);
  const response = await lookUp();
  expect(response.status).toBe(404);
  expect(problemSchema.parse(await response.json())).toMatchObject({
    code: 'dropped-version',
    detail: expect.stringContaining('`understory signals backfill ocr@1`'),
  });
  await sleep(1500);
  expect(await other.listTables()).toEqual([]);
});

test('a look-up of a version that was computed again gives what is there now', async () => {
  await write(other, 'ocr@1', [record('a', ocrValueOf('new'))]);
  const answer = lookupAnswerSchema.parse(
    await served.json('/v1/signals/lookup', { ids: ['a'], signals: ['ocr@1'] }),
  );
  expect(answer.items[0]?.signals['ocr@1']).toMatchObject({ value: ocrValueOf('new') });
});
