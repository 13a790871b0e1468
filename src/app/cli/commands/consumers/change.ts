import { InvalidArgumentError, type Command } from 'commander';
import { changeConsumer } from '../../../../consumers/change.ts';
import { getConsumer } from '../../../../consumers/list.ts';
import { registerConsumer } from '../../../../consumers/register.ts';
import { retireConsumer } from '../../../../consumers/retire.ts';
import { consumerChangeSchema, newConsumerSchema } from '../../../../contracts/consumers.ts';
import { validate } from '../../../api/validate.ts';
import { parseNames } from '../../names-option.ts';
import { withContext } from '../../session.ts';
import { printConsumer } from './look.ts';

interface AddFlags {
  readonly owner: string;
  readonly purpose: string;
  readonly signals: readonly string[];
}

interface LimitFlags {
  readonly requestsPerSecond?: number | null;
  readonly itemsPerDay?: number | null;
}

const signalsHelp = 'such as topics,image_embedding@1: without a version it follows the live one';

/** `consumers add`, `declare`, `limit` and `retire`. */
export function registerChanging(consumers: Command): void {
  consumers
    .command('add')
    .argument('<name>', 'lower-case letters, digits and hyphens')
    .description('register a team or program that will read signals')
    .requiredOption('--owner <who>', 'the team or person to talk to')
    .requiredOption('--purpose <text>', 'what it reads signals for')
    .option('--signals <names>', signalsHelp, parseNames, [])
    .action(async (name: string, flags: AddFlags, command: Command) => {
      const consumer = validate(newConsumerSchema, { name, ...flags });
      await withContext(command, async ({ db, clock }, output) => {
        await registerConsumer(db, consumer, clock());
        printConsumer(await getConsumer(db, name, clock()), output);
        output.note(
          `Next, a key: understory consumers key ${name} --scopes signals:read,items:read`,
        );
      });
    });
  consumers
    .command('declare')
    .argument('<name>', 'a consumer')
    .description('say which signals a consumer uses, in place of those it declared before')
    .requiredOption('--signals <names>', signalsHelp, parseNames)
    .action(async (name: string, flags: Pick<AddFlags, 'signals'>, command: Command) => {
      const change = validate(consumerChangeSchema, flags);
      await withContext(command, async ({ db, clock }, output) => {
        await changeConsumer(db, name, change);
        printConsumer(await getConsumer(db, name, clock()), output);
      });
    });
  consumers
    .command('limit')
    .argument('<name>', 'a consumer')
    .description('how much a consumer may ask; beyond that it is answered 429 with Retry-After')
    .option('--requests-per-second <n>', 'of each server, or none', parseLimit)
    .option('--items-per-day <n>', 'of all servers, or none', parseLimit)
    .action(async (name: string, limits: LimitFlags, command: Command) => {
      const change = validate(consumerChangeSchema, { limits });
      await withContext(command, async ({ db, clock }, output) => {
        await changeConsumer(db, name, change);
        printConsumer(await getConsumer(db, name, clock()), output);
      });
    });
  consumers
    .command('retire')
    .argument('<name>', 'a consumer')
    .description('end a consumer and all its keys; the ledger keeps what it read')
    .action(async (name: string, _options: unknown, command: Command) => {
      await withContext(command, async ({ db, clock }, output) => {
        await retireConsumer(db, name, clock());
        printConsumer(await getConsumer(db, name, clock()), output);
      });
    });
}

function parseLimit(text: string): number | null {
  if (text === 'none') return null;
  const limit = Number(text);
  if (limit > 0 && Number.isFinite(limit)) return limit;
  throw new InvalidArgumentError('Expected a number above 0, or none.');
}
