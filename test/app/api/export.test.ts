import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueKey } from '../../../src/consumers/keys/issue.ts';
import { readsOf } from '../../../src/consumers/ledger/reads-of.ts';
import { registerConsumer } from '../../../src/consumers/register.ts';
import { problemSchema } from '../../../src/contracts/api.ts';
import type { Scope } from '../../../src/contracts/scopes.ts';
import { serve, type Served } from '../../fixtures/served.ts';
import { addItems, ocrValueOf, record, write } from '../../fixtures/signal-catalogue.ts';

let served: Served;
const exporting = { signals: ['ocr'], scopes: ['export', 'signals:read'] as const };

beforeAll(async () => {
  served = await serve();
  const { db, signals } = served.context;
  await addItems(db, ['b', 'a', 'silent']);
  await write(signals, 'ocr@1', [record('a', ocrValueOf('Tea')), record('b', ocrValueOf('=1+1'))]);
}, 120_000);
afterAll(() => served.close());

async function keyOf(
  name: string,
  { signals, scopes }: { readonly signals: readonly string[]; readonly scopes: readonly Scope[] },
): Promise<string> {
  const { db } = served.context;
  const now = Date.now();
  const consumer = { name, owner: 'tests', purpose: 'tests', signals: [...signals] };
  await registerConsumer(db, consumer, now);
  const issued = await issueKey(db, name, { scopes: [...scopes], expiresInDays: 1 }, now);
  return issued.secret;
}

const ask = (secret: string, query: string) =>
  served.ask(`/v1/export?${query}`, { headers: { authorization: `Bearer ${secret}` } });
const codeOf = async (response: Response) => problemSchema.parse(await response.json()).code;

test('GET /v1/export writes every item of the catalogue, and the ledger holds whose it was', async () => {
  const response = await ask(await keyOf('training', exporting), 'signals=ocr,ocr@1');
  expect(response.headers.get('content-type')).toContain('application/x-ndjson');
  const lines = (await response.text()).trimEnd().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    { id: 'a', ocr: ocrValueOf('Tea'), 'ocr@1': ocrValueOf('Tea') },
    { id: 'b', ocr: ocrValueOf('=1+1'), 'ocr@1': ocrValueOf('=1+1') },
    { id: 'silent', ocr: null, 'ocr@1': null },
  ]);
  const reads = await readsOf(served.context.db, 'training', { days: 1, now: Date.now() });
  expect(reads).toMatchObject([{ signal: 'ocr', version: 1 }]);
  expect(reads[0]?.items).toBeGreaterThanOrEqual(3);
});

test('GET /v1/export writes a CSV in which no text is a formula when asked for one', async () => {
  const response = await ask(await keyOf('sheets', exporting), 'signals=ocr&format=csv');
  expect(response.headers.get('content-type')).toContain('text/csv');
  const [head, , b] = (await response.text()).split('\r\n');
  expect(head).toMatch(/^id,ocr\.text,/);
  expect(b).toMatch(/^b,'=1\+1,/);
});

test('GET /v1/export reads what there was at a moment when asked as of it', async () => {
  const { clock } = served.context;
  const before = new Date(clock() - 3_600_000).toISOString();
  const response = await served.ask(`/v1/export?signals=ocr&asOf=${before}`);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('{"id":"silent","ocr":null}');
});

test('GET /v1/export refuses keys that may not, signals that are not declared and formats that are none', async () => {
  const narrow = await keyOf('narrow', { signals: ['ocr'], scopes: ['signals:read'] });
  const unread = await keyOf('unread', { signals: ['ocr'], scopes: ['export'] });
  const other = await keyOf('other', exporting);
  expect(await codeOf(await ask(narrow, 'signals=ocr'))).toBe('scope-missing');
  expect(await codeOf(await ask(unread, 'signals=ocr'))).toBe('scope-missing');
  expect(await codeOf(await ask(other, 'signals=ocr,topics'))).toBe('signal-not-declared');
  expect(await codeOf(await ask(other, 'signals=colour'))).toBe('unknown-signal');
  expect(await codeOf(await ask(other, 'signals=ocr&format=parquet'))).toBe('invalid-request');
  expect(await codeOf(await ask(other, ''))).toBe('invalid-request');
  expect(await readsOf(served.context.db, 'other', { days: 1, now: Date.now() })).toEqual([]);
});
