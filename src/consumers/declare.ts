import { readVersions } from '../extraction/versions/versions.ts';
import type { Database } from '../storage/postgres/database.ts';
import { declarationText, parseDeclaration } from './declaration.ts';

/**
 * Makes these all the signals that a consumer says it uses: `topics`, `image_embedding@1`. The
 * caller holds the consumer's row, so that of two that declare at once the later replaces what the
 * earlier wrote.
 *
 * @throws input `unknown-signal`, `unknown-version` or `version-dropped`
 */
export async function declareSignals(
  transaction: Database,
  consumer: string,
  signals: readonly string[],
): Promise<void> {
  const versions = await readVersions(transaction);
  const parsed = signals.map((text) => parseDeclaration(text, versions));
  const declared = new Map(parsed.map((each) => [declarationText(each), each]));
  await transaction.deleteFrom('consumer_signals').where('consumer', '=', consumer).execute();
  if (declared.size === 0) return;
  await transaction
    .insertInto('consumer_signals')
    .values([...declared.values()].map((each) => ({ consumer, ...each })))
    .execute();
}
