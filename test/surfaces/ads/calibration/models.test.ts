import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  findModelInUse,
  listModels,
  storeModel,
  takeModelIntoUse,
} from '../../../../src/surfaces/ads/calibration/models.ts';
import { ownModel } from '../../../../src/surfaces/ads/calibration/own-model.ts';
import { openInstallation, type Installation } from '../../../fixtures/installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
}, 60_000);
afterAll(() => installation.close());

describe('models of relevance', () => {
  test('are the program’s own until another is taken into use, and go back to any', async () => {
    const { db } = installation;
    expect((await findModelInUse(db)).version).toBe(1);
    const general = { ...ownModel.general, intercept: -0.25 };
    const model = { ...ownModel, general, fittedOn: 'clicks' };
    const stored = await Promise.all([storeModel(model, 10, db), storeModel(model, 20, db)]);
    expect(stored.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual([2, 3]);
    expect((await findModelInUse(db)).version).toBe(1);

    await takeModelIntoUse(3, 30, db);
    const inUse = await findModelInUse(db);
    expect(inUse).toMatchObject({ version: 3, general: { intercept: -0.25 }, fittedOn: 'clicks' });
    await takeModelIntoUse(2, 40, db);
    expect((await findModelInUse(db)).version).toBe(2);
    await takeModelIntoUse(1, 50, db);
    expect(await findModelInUse(db)).toEqual({ ...ownModel, version: 1, fittedAt: null });
    expect((await listModels(db)).map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  test('are refused by a number that there is none of', async () => {
    await expect(takeModelIntoUse(9, 0, installation.db)).rejects.toMatchObject({
      fault: 'not-found',
      code: 'no-ad-model',
      message: expect.stringContaining('there are 1, 2, 3'),
    });
  });
});
