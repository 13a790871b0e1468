import type { CheckResult } from '../contracts/expectation.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import { checkVersion } from '../extraction/expectations/check-version.ts';
import { readVersions } from '../extraction/versions/versions.ts';
import type { PromoteOptions } from '../releases/promote.ts';
import { fullContractOf } from '../signals/contract/full-contract.ts';
import type { AppContext } from './context.ts';

/** What a version must keep to become the live one: its own contract. */
export async function promotionOf(
  ref: SignalRef,
  by: string,
  acceptBroken: boolean,
  context: AppContext,
): Promise<PromoteOptions> {
  const { registry } = await readVersions(context.db);
  return {
    by,
    acceptBroken,
    coverage: fullContractOf(ref, registry).promises.coverage,
    async findBroken() {
      const results = await checkVersion(ref, context);
      return results.filter(({ ok }) => !ok).map(explain);
    },
  };
}

function explain({ expected, rows, failing, measured, examples }: CheckResult): string {
  const found =
    measured === null
      ? `${failing} of ${rows} rows are not`
      : `it is ${Number(measured.toPrecision(3))}`;
  const such = examples.length === 0 ? '' : ` (${examples.map(({ item }) => item).join(', ')})`;
  return `${expected}: ${found}${such}`;
}
