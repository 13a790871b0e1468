import { sql } from 'kysely';
import { notFound } from '../../../base/errors.ts';
import { relevanceModelSchema, type RelevanceModel } from '../../../contracts/ads.ts';
import type { Database } from '../../../storage/postgres/database.ts';
import { ownModel } from './own-model.ts';

/** A model of relevance as it is kept: 1 is the program's, those fitted here are 2 and more. */
export interface StoredModel extends RelevanceModel {
  readonly version: number;
  /** Null of the program's own. */
  readonly fittedAt: Date | null;
}

const own: StoredModel = { ...ownModel, version: 1, fittedAt: null };

/** Every model, the oldest first. */
export async function listModels(db: Database): Promise<StoredModel[]> {
  const rows = await db.selectFrom('ad_models').selectAll().orderBy('version').execute();
  return [own, ...rows.map(storedModelOf)];
}

/** The model that scores are made by: the one that was taken into use last. */
export async function findModelInUse(db: Database): Promise<StoredModel> {
  const use = await db
    .selectFrom('ad_model_uses')
    .leftJoin('ad_models', 'ad_models.version', 'ad_model_uses.version')
    .select(['ad_models.version', 'ad_models.model', 'ad_models.fitted_at'])
    .orderBy('ad_model_uses.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!use || use.version === null || use.fitted_at === null) return own;
  return storedModelOf({ version: use.version, model: use.model, fitted_at: use.fitted_at });
}

/** Keeps a model under the next version, without taking it into use. */
export async function storeModel(
  model: RelevanceModel,
  now: number,
  db: Database,
): Promise<StoredModel> {
  const row = await db.transaction().execute(async (transaction) => {
    // Two who store at once would count to the same number.
    await sql`lock table ad_models in share row exclusive mode`.execute(transaction);
    const { last } = await transaction
      .selectFrom('ad_models')
      .select((eb) => eb.fn.max('version').as('last'))
      .executeTakeFirstOrThrow();
    return await transaction
      .insertInto('ad_models')
      .values({
        version: (last ?? own.version) + 1,
        model: JSON.stringify(model),
        fitted_at: new Date(now),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  return storedModelOf(row);
}

/** Makes scores by this model from now on. @throws not-found `no-ad-model` */
export async function takeModelIntoUse(
  version: number,
  now: number,
  db: Database,
): Promise<StoredModel> {
  const models = await listModels(db);
  const model = models.find((each) => each.version === version);
  if (!model) {
    throw notFound(
      'no-ad-model',
      `There is no model of relevance ${version}: there are ${models.map((each) => each.version).join(', ')}. 1 is the program's own; \`understory ads calibrate FILE\` fits another.`,
    );
  }
  await db
    .insertInto('ad_model_uses')
    .values({ version, at: new Date(now) })
    .execute();
  return model;
}

function storedModelOf(row: {
  readonly version: number;
  readonly model: unknown;
  readonly fitted_at: Date;
}): StoredModel {
  const model = relevanceModelSchema.parse(row.model);
  return { ...model, version: row.version, fittedAt: row.fitted_at };
}
