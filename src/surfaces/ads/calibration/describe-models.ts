import type { AdModels } from '../../../contracts/ad-models.ts';
import type { Database } from '../../../storage/postgres/database.ts';
import { findModelInUse, listModels } from './models.ts';

/** Of the uses that are told. */
const mostUses = 100;

/** Every model with how well its chances held, which one is used, and which were when. */
export async function describeModels(db: Database): Promise<AdModels> {
  const [models, inUse, uses] = await Promise.all([
    listModels(db),
    findModelInUse(db),
    db
      .selectFrom('ad_model_uses')
      .select(['version', 'at'])
      .orderBy('id', 'desc')
      .limit(mostUses)
      .execute(),
  ]);
  return {
    inUse: inUse.version,
    models: models.map(({ fittedAt, ...model }) => ({
      ...model,
      fittedAt: fittedAt?.toISOString() ?? null,
    })),
    uses: uses.map(({ version, at }) => ({ version, at: at.toISOString() })),
  };
}
