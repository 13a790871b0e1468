import type { Command } from 'commander';
import { issueKey } from '../../../../consumers/keys/issue.ts';
import { revokeKey } from '../../../../consumers/keys/revoke.ts';
import { rotateKey } from '../../../../consumers/keys/rotate.ts';
import { cliPrincipal } from '../../../../consumers/principal.ts';
import { newKeySchema, rotationSchema, type IssuedKey } from '../../../../contracts/consumers.ts';
import { broadScopes } from '../../../../contracts/scopes.ts';
import { validate } from '../../../api/validate.ts';
import { parseHours } from '../../duration-option.ts';
import { parseNames } from '../../names-option.ts';
import type { Output } from '../../output.ts';
import { withContext } from '../../session.ts';

interface KeyFlags {
  readonly scopes: readonly string[];
  /** Hours. */
  readonly expires: number;
}

interface RotateFlags {
  readonly scopes?: readonly string[];
  /** Hours. */
  readonly expires?: number;
  /** Hours. */
  readonly grace?: number;
}

/** `consumers key`, `consumers rotate` and `consumers revoke`. */
export function registerKeys(consumers: Command): void {
  consumers
    .command('key')
    .argument('<name>', 'a consumer')
    .description('give a consumer a key; it is shown once')
    .requiredOption(
      '--scopes <names>',
      `what it may do: ${broadScopes.join(', ')}, signals:read:NAME`,
      parseNames,
    )
    .option('--expires <time>', 'how long it works, a year at most', parseHours, 90 * 24)
    .action(async (name: string, { scopes, expires }: KeyFlags, command: Command) => {
      const wanted = validate(newKeySchema, { scopes, expiresInDays: expires / 24 });
      await withContext(command, async ({ db, clock }, output) => {
        printSecret(await issueKey(db, name, wanted, clock()), output);
      });
    });
  consumers
    .command('rotate')
    .argument('<keyid>', 'the id of a key')
    .description('replace a key by a new one; the old one works for a day more')
    .option('--scopes <names>', 'fewer than it has (default: the same)', parseNames)
    .option('--expires <time>', 'how long the new one works (default: as long again)', parseHours)
    .option('--grace <time>', 'how long the old one works on (default: 24h)', parseHours)
    .action(async (id: string, { scopes, expires, grace }: RotateFlags, command: Command) => {
      const rotation = validate(rotationSchema, {
        scopes,
        expiresInDays: expires === undefined ? undefined : expires / 24,
        graceHours: grace,
      });
      await withContext(command, async ({ db, clock }, output) => {
        printSecret(await rotateKey(db, id, cliPrincipal, rotation, clock()), output);
      });
    });
  consumers
    .command('revoke')
    .argument('<keyid>', 'the id of a key')
    .description('end a key at once')
    .action(async (id: string, _options: unknown, command: Command) => {
      await withContext(command, async ({ db, clock }, output) => {
        const key = await revokeKey(db, id, clock());
        output.object(key);
        output.line(`The key ${id} of ${key.consumer} is revoked.`);
      });
    });
}

function printSecret({ key, secret }: IssuedKey, output: Output): void {
  output.object({ key, secret });
  output.line(secret);
  output.note(
    `Key ${key.id} of ${key.consumer}, until ${key.expiresAt}: ${key.scopes.join(', ')}. It is not shown again.`,
  );
}
