import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openHistory } from '../../../src/storage/lance/history.ts';
import { openLancePlace } from '../../../src/storage/lance/lance-place.ts';
import { rowFormatOf } from '../../../src/storage/lance/row-format.ts';
import { builtInSignals } from '../../../src/signals/table.ts';
import { abstention } from '../../fixtures/signal-records.ts';

test('keep() makes the table when it is asked again after a store that did not answer', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'understory-history-'));
  const { connection, objects, close } = await openLancePlace(folder);
  onTestFinished(async () => {
    close();
    await rm(folder, { recursive: true });
  });
  let isCutOff = true;
  const tables = {
    connection,
    objects: {
      ...objects,
      putIfAbsent: async (path: string, bytes: Uint8Array) => {
        if (isCutOff) throw new Error('no answer');
        return await objects.putIfAbsent(path, bytes);
      },
    },
  };
  const format = rowFormatOf<'text_quality'>(builtInSignals.schemaOf('text_quality@1'));
  const history = openHistory(tables, 'text_quality-v1-history', format);
  const rows = format.tableOf([abstention('a', { computedAt: 1 })]);
  await expect(history.keep(rows, () => 5)).rejects.toThrow('no answer');
  expect(await history.find()).toBeUndefined();

  isCutOff = false;
  await history.keep(rows, () => 5);
  expect(await history.recordsAsOf(['a'], 3)).toEqual([abstention('a', { computedAt: 1 })]);
});
