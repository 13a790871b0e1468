import type { Command } from 'commander';
import type { VersionContract } from '../../../../contracts/signals-api.ts';
import { describeCost } from '../../../../extraction/metrics/measured-cost.ts';
import { requireName, resolveVersion } from '../../../../extraction/versions/resolve.ts';
import { readVersions } from '../../../../extraction/versions/versions.ts';
import { getSignalDetail } from '../../../../retrieval/signals/detail.ts';
import type { Output } from '../../output.ts';
import { withContext } from '../../session.ts';
import { percent } from './list.ts';

/** `understory signals show NAME` */
export function registerShow(signals: Command): void {
  signals
    .command('show')
    .argument('<name[@version]>', 'a signal')
    .description('what a signal means, promises and keeps, each version by itself')
    .action(async (name: string, _options: unknown, command: Command) => {
      await show(name, command);
    });
}

/** All versions of a signal, or the one that is named. */
export async function show(text: string, command: Command): Promise<void> {
  const name = requireName(text.split('@', 1).join());
  await withContext(command, async ({ db, clock }, output) => {
    const named = text.includes('@') ? resolveVersion(text, await readVersions(db)) : undefined;
    const { versions, ...detail } = await getSignalDetail(name, db, clock());
    const shown = versions.filter(({ ref }) => named === undefined || ref === named);
    output.object({ ...detail, versions: shown });
    for (const version of shown) showVersion(version, output);
  });
}

function showVersion(version: VersionContract, output: Output): void {
  const { ref, state, kind, cost, owner, inputs, models, promises, metrics } = version;
  const { meaning, range, endOfLife, expectations, consumers, changelog } = version;
  output.line(`${ref}  ${state}, ${kind}, version ${version.semanticVersion}`);
  output.line(meaning);
  output.line(`range: ${range}`);
  const units = Object.entries(version.units).map(([path, unit]) => `${path} in ${unit}`);
  if (units.length > 0) output.line(`units: ${units.join('; ')}`);
  output.line(`owner: ${owner}`);
  output.line(`from: ${inputs.join(', ')}`);
  output.line(`models: ${models.join(', ') || 'none'}`);
  output.line(`cost of 1,000 items: ${describeCost(version.cpuSecondsPer1000, cost)}`);
  output.line(
    `promises: ${percent(promises.coverage)} of the items within ${promises.freshnessSeconds} s, ` +
      `look-ups within ${promises.lookupMs} ms`,
  );
  if (metrics !== null) {
    const { coverage, freshnessP50Seconds: p50, freshnessP99Seconds: p99 } = metrics;
    output.line(
      `measured ${metrics.at}: ${percent(coverage)} of ${metrics.items} items, ` +
        `computed after ${seconds(p50)} (median), ${seconds(p99)} (99th percentile)`,
    );
  }
  if (version.lookups !== null) {
    const { count, p50Ms, p99Ms, kept } = version.lookups;
    output.line(
      `look-ups of the last 24 hours: ${count}, within ${milliseconds(p50Ms)} (median), ` +
        `${milliseconds(p99Ms)} (99th percentile): ${kept ? 'as promised' : 'SLOWER THAN PROMISED'}`,
    );
  }
  output.line('expected:');
  for (const { expected } of expectations) output.line(`  ${expected}`);
  for (const { consumer, owner: who } of consumers) output.line(`used by: ${consumer} (${who})`);
  if (endOfLife !== null) output.line(`ends: ${endOfLife}`);
  for (const { minor, on, what } of changelog) {
    output.line(`${on}  ${version.version}.${minor}.0  ${what}`);
  }
  output.line();
}

function milliseconds(value: number): string {
  return `${value.toPrecision(2)} ms`;
}

function seconds(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(1)} s`;
}
