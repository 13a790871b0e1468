import { cliPrincipal } from '../../consumers/principal.ts';
import { recordReads } from '../../consumers/ledger/record.ts';
import { readsOfAnswer } from '../../consumers/ledger/reads-of-answer.ts';
import type { AppContext } from '../context.ts';

/** Writes into the ledger what an answer of this command line was found by, before it is shown. */
export async function recordAnswer(
  versions: Readonly<Record<string, number>>,
  items: number,
  { db, clock }: AppContext,
): Promise<void> {
  await recordReads(db, cliPrincipal.consumer, readsOfAnswer(versions, items), clock());
}
