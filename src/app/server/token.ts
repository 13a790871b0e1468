import { randomBytes, timingSafeEqual } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inputError } from '../../base/errors.ts';
import type { Home } from '../../base/home.ts';

const shortestToken = 16;

/** The secret of this installation, made at its first use: who has it may do everything. */
export async function ensureToken(home: Home): Promise<string> {
  const path = join(home.root, 'token');
  const kept = await readFile(path, 'utf8').catch(() => undefined);
  if (kept !== undefined) return requireLong(kept.trim(), path);
  const half = `${path}.${process.pid}`;
  await writeFile(half, randomBytes(24).toString('base64url'), { mode: 0o600 });
  // Linking fails where another process was first: its token is then the one.
  await link(half, path).catch(() => undefined);
  await rm(half);
  return (await readFile(path, 'utf8')).trim();
}

/** An emptied file would let everybody in. */
function requireLong(token: string, path: string): string {
  if (token.length >= shortestToken) return token;
  throw inputError(
    'short-token',
    `The token in ${path} has ${token.length} characters, fewer than ${shortestToken}: anyone could guess it. ` +
      'Remove the file to have a new one made.',
  );
}

/** Compares with a token in a time that does not tell how much of what was given is right. */
export function tokenCheck(token: string): (given: string) => boolean {
  const right = Buffer.from(token);
  return (given) => {
    // How long the token is, is no secret; how much of it is right would be.
    const offered = Buffer.from(given);
    return offered.length === right.length && timingSafeEqual(offered, right);
  };
}
