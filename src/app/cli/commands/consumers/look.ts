import type { Command } from 'commander';
import { getConsumerRow } from '../../../../consumers/get-consumer.ts';
import { describeReads } from '../../../../consumers/ledger/describe.ts';
import { getConsumer, listConsumers } from '../../../../consumers/list.ts';
import type { ConsumerDetail } from '../../../../contracts/consumers.ts';
import { table, type Output } from '../../output.ts';
import { withContext } from '../../session.ts';
import { parseWhole } from '../../threads-option.ts';

/** `consumers [list]`, `consumers show` and `consumers reads`. */
export function registerLooking(consumers: Command): void {
  consumers
    .command('list', { isDefault: true })
    .description('every consumer, what it declares and when it read last')
    .action(async (_options: unknown, command: Command) => {
      await withContext(command, async ({ db }, output) => {
        const listed = await listConsumers(db);
        output.object({ consumers: listed });
        const rows = listed.map(({ name, owner, signals, builtIn, retiredAt, lastReadAt }) => [
          name,
          owner,
          builtIn ? 'all signals' : signals.join(', ') || '–',
          lastReadAt ?? 'never',
          retiredAt === null ? '' : `retired ${retiredAt}`,
        ]);
        output.line(table([['consumer', 'owner', 'declares', 'read last', ''], ...rows]));
      });
    });
  consumers
    .command('show')
    .argument('<name>', 'a consumer')
    .description('one consumer and its keys')
    .action(async (name: string, _options: unknown, command: Command) => {
      await withContext(command, async ({ db, clock }, output) => {
        printConsumer(await getConsumer(db, name, clock()), output);
      });
    });
  consumers
    .command('reads')
    .argument('<name>', 'a consumer')
    .description('what a consumer read, by version')
    .option('--days <n>', 'the days up to now', (text) => parseWhole(text, 1, 3650), 30)
    .action(async (name: string, { days }: { days: number }, command: Command) => {
      await withContext(command, async ({ db, clock }, output) => {
        await getConsumerRow(db, name);
        const reads = await describeReads(db, name, 'day', { days, now: clock() });
        output.object(reads);
        if (reads.signals.length === 0) {
          output.line(`${name} read nothing in the last ${days} days.`);
          return;
        }
        const rows = reads.signals.map(({ signal, version, reads: count, items, lastAt }) => [
          `${signal}@${version}`,
          count,
          items,
          lastAt,
        ]);
        output.line(table([['signal', 'reads', 'items', 'last'], ...rows]));
      });
    });
}

export function printConsumer(consumer: ConsumerDetail, output: Output): void {
  output.object(consumer);
  const { name, owner, purpose, builtIn, signals, limits, keys, retiredAt, lastReadAt } = consumer;
  output.line(`${name}  (${owner})${retiredAt === null ? '' : `  retired ${retiredAt}`}`);
  output.line(purpose);
  output.line(`declares: ${builtIn ? 'all signals' : signals.join(', ') || 'none'}`);
  const { requestsPerSecond, itemsPerDay } = limits;
  if (requestsPerSecond !== null) output.line(`requests a second: ${requestsPerSecond} at most`);
  if (itemsPerDay !== null) output.line(`items a day: ${itemsPerDay} at most`);
  output.line(`read last: ${lastReadAt ?? 'never'}`);
  if (keys.length === 0) return;
  output.line();
  const rows = keys.map(({ id, state, expiresAt, lastUsedAt, scopes }) => [
    id,
    state,
    expiresAt,
    lastUsedAt ?? 'never',
    scopes.join(', '),
  ]);
  output.line(table([['key', 'state', 'expires', 'used last', 'scopes'], ...rows]));
}
