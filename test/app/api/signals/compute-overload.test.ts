import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../../../src/base/random.ts';
import { problemSchema } from '../../../../src/contracts/api.ts';
import { liveSchema } from '../../../../src/contracts/live.ts';
import { computeAnswerSchema } from '../../../../src/contracts/online.ts';
import { readOnlineSettings } from '../../../../src/extraction/online/settings.ts';
import { readVersions } from '../../../../src/extraction/versions/versions.ts';
import { serve, type Served } from '../../../fixtures/served.ts';

let served: Served;
let address: URL;

beforeAll(async () => {
  served = await serve({ online: { ...readOnlineSettings({}), threads: 1, mostWaitMs: 60_000 } });
  address = new URL(served.address);
});
afterAll(() => served.close());

async function picture(seed: number): Promise<Uint8Array<ArrayBuffer>> {
  const random = seededRandom(seed);
  const data = Buffer.from(Array.from({ length: 900 * 600 * 3 }, () => Math.floor(random() * 256)));
  const jpeg = sharp(data, { raw: { width: 900, height: 600, channels: 3 } }).jpeg();
  return new Uint8Array(await jpeg.toBuffer());
}

async function post(signals: string, body: Uint8Array<ArrayBuffer>, deadlineMs: number, more = '') {
  const query = `signals=${signals}&deadlineMs=${deadlineMs}${more}`;
  const headers = { 'content-type': 'image/jpeg' };
  return await served.ask(`/v1/signals?${query}`, { method: 'POST', body, headers });
}

const live = async () => liveSchema.parse(await served.json('/v1/live'));

/** Asks for more than the threads have done for a while, and gives those answers. */
async function overload(seed: number): Promise<Promise<Response>[]> {
  const bodies = await Promise.all(Array.from({ length: 8 }, (_, index) => picture(seed + index)));
  const sent = bodies.map((body) => post('objects,ocr', body, 60_000));
  while ((await live()).queue.waiting < 4) await sleep(2);
  return sent;
}

test('GET /v1/health/ready is 200 once every model is loaded, which no request then waits for', async () => {
  const ready = () => served.ask('/v1/health/ready');
  const cold = await ready();
  expect([cold.status, cold.headers.get('retry-after')]).toEqual([503, '2']);
  expect(problemSchema.strict().parse(await cold.json()).code).toBe('warming');
  expect((await live()).state).toBe('cold');
  await served.workshop.online.warm(await readVersions(served.context.db));
  expect((await ready()).status).toBe(200);
  const { state, computed } = await live();
  expect([state, computed]).toEqual(['ready', {}]);
});

test('POST /v1/signals refuses at once what would be too late, and answers all that it took on', async () => {
  const asked = await picture(10);
  expect((await post('image_embedding@1,safety', asked, 60_000)).status).toBe(200);
  const busy = await overload(100);

  const refused = await post('image_embedding@2,palette', asked, 50);
  expect([503, 504]).toContain(refused.status);
  expect(refused.headers.get('retry-after')).toMatch(/^[1-9]/);
  expect(['overloaded', 'deadline-passed']).toContain(
    problemSchema.strict().parse(await refused.json()).code,
  );

  const degraded = await post('image_embedding@2,palette', asked, 150, '&degraded=stale,absent');
  expect(degraded.status).toBe(200);
  const { signals } = computeAnswerSchema.parse(await degraded.json());
  expect(signals['image_embedding@2']).toMatchObject({
    status: 'ok',
    version: 1,
    cached: 'memory',
    degraded: { mode: 'stale', asked: 2 },
  });
  expect(signals['palette']).toMatchObject({ status: 'absent', degraded: { mode: 'absent' } });
  // Of safety no older value is given, and with nothing else there is no answer.
  const unsure = await post('safety@1', await picture(11), 150, '&degraded=stale,absent');
  expect([503, 504]).toContain(unsure.status);

  for (const answer of await Promise.all(busy)) expect(answer.status).toBe(200);
});

test('POST /v1/signals takes what a client wanted that went out of the queue', async () => {
  const before = await live();
  const busy = await overload(200);
  const body = await picture(20);
  const socket = connect(Number(address.port), address.hostname);
  socket.write(
    [
      'POST /v1/signals?signals=image_embedding@2 HTTP/1.1',
      `Host: ${address.host}`,
      `Authorization: Bearer ${served.token}`,
      'Content-Type: image/jpeg',
      `Content-Length: ${body.byteLength}`,
      '',
      '',
    ].join('\r\n'),
  );
  socket.write(body);
  await sleep(100);
  socket.destroy();
  for (const answer of await Promise.all(busy)) expect(answer.status).toBe(200);
  const after = await live();
  expect(after.requests.refused.gone - before.requests.refused.gone).toBe(1);
  expect(after.computed['image_embedding@2']).toBe(before.computed['image_embedding@2']);
  expect(after.requests.inHand).toBe(0);
});
