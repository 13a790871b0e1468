import { afterAll, beforeAll, expect, test } from 'vitest';
import { authenticate } from '../../src/consumers/authenticate.ts';
import { insertKey, issueKey } from '../../src/consumers/keys/issue.ts';
import { revokeKey } from '../../src/consumers/keys/revoke.ts';
import { rotateKey } from '../../src/consumers/keys/rotate.ts';
import { getConsumer } from '../../src/consumers/list.ts';
import { cliPrincipal, type Principal } from '../../src/consumers/principal.ts';
import { registerConsumer } from '../../src/consumers/register.ts';
import { retireConsumer } from '../../src/consumers/retire.ts';
import type { Rotation } from '../../src/contracts/consumers.ts';
import type { Scope } from '../../src/contracts/scopes.ts';
import { openInstallation, type Installation } from '../fixtures/installation.ts';

let installation: Installation;
let names = 0;

beforeAll(async () => {
  installation = await openInstallation();
});
afterAll(() => installation.close());

const dayMs = 86_400_000;
const now = () => installation.clock();
const check = (secret: string) => authenticate(installation.db, secret, now());

async function makeConsumer(signals: string[] = []): Promise<string> {
  names += 1;
  const name = `consumer-${names}`;
  await registerConsumer(installation.db, { name, owner: 'me', purpose: 'tests', signals }, now());
  return name;
}

const issue = (name: string, scopes: Scope[], expiresInDays = 90) =>
  issueKey(installation.db, name, { scopes, expiresInDays }, now());

async function principalOf(secret: string): Promise<Principal> {
  const { principal } = await check(secret);
  if (!principal) throw new Error('The key is no good.');
  return principal;
}

async function rotateSelf(secret: string, rotation: Partial<Rotation> = {}) {
  const principal = await principalOf(secret);
  const id = principal.grant?.key ?? '';
  return await rotateKey(installation.db, id, principal, { graceHours: 24, ...rotation }, now());
}

test('issueKey() gives a secret that authenticates its consumer, and keeps only its digest', async () => {
  const name = await makeConsumer(['topics', 'image_embedding@1']);
  const { key, secret } = await issue(name, ['signals:read', 'search', 'search']);
  expect(secret).toMatch(/^und_[0-9a-f]{16}_[0-9a-f]{64}$/);
  expect(key).toMatchObject({ state: 'active', scopes: ['signals:read', 'search'] });
  const { principal } = await check(secret);
  expect(principal?.consumer).toBe(name);
  expect(principal?.grant?.key).toBe(key.id);
  expect(new Set(principal?.grant?.scopes)).toEqual(new Set(['search', 'signals:read']));
  expect(principal?.grant?.declared).toHaveLength(2);
  expect(principal?.grant?.declared).toEqual(
    expect.arrayContaining([
      { signal: 'topics', version: null },
      { signal: 'image_embedding', version: 1 },
    ]),
  );
  const kept = await installation.db.selectFrom('consumer_keys').selectAll().execute();
  expect(JSON.stringify(kept)).not.toContain(secret.slice(-64));
});

test('authenticate() knows no key that differs in one character, and no text of another form', async () => {
  const { secret, key } = await issue(await makeConsumer(), ['search']);
  const last = secret.endsWith('0') ? '1' : '0';
  const others = [
    secret.slice(0, -1) + last,
    `${secret}0`,
    secret.slice(0, -1),
    secret.toUpperCase(),
    `${secret}\n`,
    `und_${'0'.repeat(16)}_${secret.slice(-64)}`,
    `und_${key.id}_`,
    'und_',
    '',
    "und_' or true --",
  ];
  for (const other of others) expect(await check(other)).toEqual({ failure: { kind: 'unknown' } });
});

test('authenticate() says that a key expired or was revoked only to who has the whole secret', async () => {
  const name = await makeConsumer();
  const short = await issue(name, ['search'], 1);
  const revoked = await issue(name, ['search']);
  const at = now();
  await revokeKey(installation.db, revoked.key.id, at);
  expect(await check(revoked.secret)).toEqual({
    failure: { kind: 'revoked', consumer: name, at: new Date(at) },
  });
  installation.time.advance(dayMs - 1);
  expect((await check(short.secret)).principal).toBeDefined();
  installation.time.advance(1);
  expect((await check(short.secret)).failure).toMatchObject({ kind: 'expired' });
  for (const { secret, key } of [short, revoked]) {
    const guess = `und_${key.id}_${'0'.repeat(64)}`;
    expect(secret).not.toBe(guess);
    expect((await check(guess)).failure).toEqual({ kind: 'unknown' });
  }
  // Revoking again does not move when it was.
  installation.time.advance(1000);
  const again = await revokeKey(installation.db, revoked.key.id, now());
  expect(again).toMatchObject({ state: 'revoked', revokedAt: new Date(at).toISOString() });
});

test('authenticate() notes the last use at most once a minute', async () => {
  const name = await makeConsumer();
  const { secret } = await issue(name, ['search']);
  const lastUse = async () => (await getConsumer(installation.db, name, now())).keys[0]?.lastUsedAt;
  expect(await lastUse()).toBeNull();
  const first = new Date(now()).toISOString();
  await Promise.all(Array.from({ length: 5 }, () => check(secret)));
  installation.time.advance(59_999);
  await check(secret);
  expect(await lastUse()).toBe(first);
  installation.time.advance(1);
  await check(secret);
  expect(await lastUse()).toBe(new Date(now()).toISOString());
});

test('rotateKey() gives a key a successor that ends when its owner said, and the old one a day', async () => {
  const name = await makeConsumer();
  const old = await issue(name, ['search', 'signals:read', 'keys:rotate'], 90);
  installation.time.advance(80 * dayMs);
  const fresh = await rotateSelf(old.secret, { scopes: ['search', 'signals:read:topics'] });
  expect(fresh.key.expiresAt).toBe(old.key.expiresAt);
  expect(fresh.key.scopes).toEqual(['search', 'signals:read:topics']);
  expect((await check(old.secret)).principal).toBeDefined();
  const row = (await getConsumer(installation.db, name, now())).keys.find(
    ({ id }) => id === old.key.id,
  );
  expect(row).toMatchObject({
    replacedBy: fresh.key.id,
    expiresAt: new Date(now() + dayMs).toISOString(),
  });
  installation.time.advance(dayMs);
  expect((await check(old.secret)).failure).toMatchObject({ kind: 'expired' });
  expect((await check(fresh.secret)).principal).toBeDefined();
  installation.time.advance(9 * dayMs);
  expect((await check(fresh.secret)).failure).toMatchObject({ kind: 'expired' });
});

test('rotateKey() refuses a key that would widen itself, live longer, rotate twice or rotate another', async () => {
  const { db } = installation;
  const name = await makeConsumer();
  const own = await issue(name, ['signals:read:topics', 'keys:rotate'], 10);
  const other = await issue(await makeConsumer(), ['search', 'keys:rotate']);
  const plain = await issue(name, ['search']);

  for (const scopes of [['search'], ['signals:read'], ['signals:read:ocr']] as const) {
    await expect(rotateSelf(own.secret, { scopes: [...scopes] })).rejects.toMatchObject({
      fault: 'forbidden',
      code: 'wider-scopes',
    });
  }
  await expect(rotateSelf(own.secret, { expiresInDays: 10.001 })).rejects.toMatchObject({
    code: 'longer-life',
  });
  await expect(rotateSelf(plain.secret)).rejects.toMatchObject({ code: 'scope-missing' });
  const rotation = { graceHours: 24 };
  await expect(
    rotateKey(db, other.key.id, await principalOf(own.secret), rotation, now()),
  ).rejects.toMatchObject({ code: 'foreign-key' });

  const both = await Promise.allSettled([rotateSelf(own.secret), rotateSelf(own.secret)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await expect(rotateSelf(own.secret)).rejects.toMatchObject({ code: 'key-rotated' });
  const { keys } = await getConsumer(db, name, now());
  expect(keys).toHaveLength(3);
});

test('rotateKey() of the owner lasts as long again, never widens, and mends no ended key', async () => {
  const { db } = installation;
  const { key, secret } = await issue(await makeConsumer(), ['search'], 10);
  installation.time.advance(9 * dayMs);
  await expect(
    rotateKey(db, key.id, cliPrincipal, { scopes: ['export'], graceHours: 0 }, now()),
  ).rejects.toMatchObject({ code: 'wider-scopes' });
  const fresh = await rotateKey(db, key.id, cliPrincipal, { graceHours: 0 }, now());
  expect(fresh.key.expiresAt).toBe(new Date(now() + 10 * dayMs).toISOString());
  expect((await check(secret)).failure).toMatchObject({ kind: 'expired' });
  await revokeKey(db, fresh.key.id, now());
  await expect(
    rotateKey(db, fresh.key.id, cliPrincipal, { graceHours: 0 }, now()),
  ).rejects.toMatchObject({ fault: 'conflict', code: 'key-ended' });
  await expect(
    rotateKey(db, 'nothing', cliPrincipal, { graceHours: 0 }, now()),
  ).rejects.toMatchObject({ fault: 'not-found', code: 'no-key' });
});

test('retireConsumer() revokes its keys and takes no more; the built-in two stay', async () => {
  const { db } = installation;
  const name = await makeConsumer(['topics']);
  const { secret } = await issue(name, ['search']);
  await retireConsumer(db, name, now());
  expect((await check(secret)).failure).toMatchObject({ kind: 'revoked' });
  await expect(issue(name, ['search'])).rejects.toMatchObject({ code: 'consumer-retired' });
  // What a request writes that had asked before it was retired.
  const late = await insertKey(db, name, ['search'], now(), now() + dayMs);
  expect((await check(late.secret)).failure).toMatchObject({ kind: 'revoked' });
  await expect(
    registerConsumer(db, { name, owner: 'me', purpose: 'again', signals: [] }, now()),
  ).rejects.toMatchObject({ fault: 'conflict', code: 'consumer-exists' });
  for (const builtIn of ['console', 'cli']) {
    await expect(retireConsumer(db, builtIn, now())).rejects.toMatchObject({ fault: 'forbidden' });
    await expect(issue(builtIn, ['search'])).rejects.toMatchObject({ fault: 'forbidden' });
  }
});

test('registerConsumer() refuses signals and versions that there are not, naming those there are', async () => {
  const { db } = installation;
  const register = (signals: string[]) =>
    registerConsumer(db, { name: 'wrong', owner: 'me', purpose: 'tests', signals }, now());
  await expect(register(['topics', 'topic'])).rejects.toThrow(/There is no signal "topic".*topics/);
  await expect(register(['topics@99'])).rejects.toThrow(/no topics@99\. There are: topics@1/);
  await expect(register(['topics@0'])).rejects.toMatchObject({ code: 'unknown-version' });
  await expect(getConsumer(db, 'wrong', now())).rejects.toMatchObject({ code: 'no-consumer' });
});

test('authenticate() gives the versions of signals as they are now where they are asked for', async () => {
  const { secret } = await issue(await makeConsumer(), ['signals:read']);
  const { db } = installation;
  const liveWith = async () => {
    const { versions } = await authenticate(db, secret, now(), { withVersions: true });
    return versions?.live('image_embedding');
  };
  expect((await check(secret)).versions).toBeUndefined();
  expect(await liveWith()).toBe('image_embedding@1');
  await db
    .insertInto('signal_versions')
    .values({
      signal: 'image_embedding',
      version: 2,
      state: 'live',
      since: new Date(now()),
      end_of_life: null,
    })
    .execute();
  expect(await liveWith()).toBe('image_embedding@2');
  await db.deleteFrom('signal_versions').execute();
  expect(await liveWith()).toBe('image_embedding@1');
});
