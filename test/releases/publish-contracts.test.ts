import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtInSignals } from '../../src/signals/table.ts';
import { ownContracts, publishContracts } from '../../src/releases/publish-contracts.ts';
import { openInstallation, type Installation } from '../fixtures/installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
}, 60_000);
afterAll(() => installation.close());

const eventsOf = async () =>
  await installation.db
    .selectFrom('changes')
    .select(['type', 'subject', 'data'])
    .where('type', '=', 'understory.contract.changed.v1')
    .orderBy('seq')
    .execute();

test('publishContracts() tells of a contract that changed once, and whether it breaks readers', async () => {
  const own = ownContracts(builtInSignals);
  await publishContracts(own, installation);
  await publishContracts(own, installation);
  expect(await eventsOf()).toEqual([]);

  const another = (name: string, coverage: number) =>
    own.map(({ ref, document }) => ({
      ref,
      document:
        document.name !== name
          ? document
          : {
              ...document,
              slaProperties: (document.slaProperties ?? []).map((promise) =>
                promise.property === 'coverage' ? { ...promise, value: coverage } : promise,
              ),
            },
    }));
  const stronger = another('ocr', 0.99);
  await Promise.all([
    publishContracts(stronger, installation),
    publishContracts(stronger, installation),
  ]);
  await publishContracts(own, installation);
  expect((await eventsOf()).map(({ subject, data }) => [subject, data])).toEqual([
    ['ocr@1', { signal: 'ocr', version: 1, breaking: false }],
    ['ocr@1', { signal: 'ocr', version: 1, breaking: true }],
  ]);
});
