import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema } from '../../../src/contracts/api.ts';
import { serve, type Served } from '../../fixtures/served.ts';

const timeouts = { headMs: 300, requestMs: 900, silenceMs: 1500, checkMs: 50 };

let served: Served;
beforeAll(async () => {
  served = await serve({ timeouts });
}, 60_000);
afterAll(() => served.close());

/** A connection, what it was sent as text, and when it ended. */
function open() {
  const { hostname, port } = new URL(served.address);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString()));
  // The server cuts off who is too slow: that is what is measured.
  socket.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return { socket, ended, said: () => text };
}

function headOf(more: string): string {
  return `Host: ${new URL(served.address).host}\r\nAuthorization: Bearer ${served.token}\r\n${more}\r\n`;
}

/** Writes a text byte by byte until it is cut off. */
async function drip(socket: Socket, text: string, everyMs: number): Promise<void> {
  for (const byte of text) {
    if (socket.destroyed || !socket.writable) return;
    socket.write(byte);
    await sleep(everyMs);
  }
}

/** The problem of an answer as it came over the wire. */
function problemIn(answer: string) {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head.toLowerCase()).toContain('content-type: application/problem+json');
  expect(head.toLowerCase()).toContain('connection: close');
  return problemSchema.strict().parse(JSON.parse(body));
}

const isAlive = async () => (await served.ask('/v1/status')).status;

describe('a client that is too slow', () => {
  test('is answered 408 and cut off while it drips its headers', async () => {
    const { socket, ended, said } = open();
    await drip(socket, `GET /v1/status HTTP/1.1\r\n${headOf('')}`, 20);
    await ended;
    expect(problemIn(said())).toMatchObject({ status: 408, code: 'too-slow' });
  });

  test('is answered 408 and cut off while it drips its body', async () => {
    const { socket, ended, said } = open();
    const begun = performance.now();
    socket.write(
      `POST /v1/search HTTP/1.1\r\n${headOf('Content-Type: application/json\r\nContent-Length: 5000\r\n')}`,
    );
    await drip(socket, '{"text":"'.padEnd(500, 'a'), 20);
    await ended;
    expect(performance.now() - begun).toBeLessThan(4000);
    expect(said()).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('is cut off when it says nothing at all', async () => {
    const { ended } = open();
    await ended;
    expect(await isAlive()).toBe(200);
  });

  test('does not keep others waiting', async () => {
    const slow = Array.from({ length: 40 }, () => open());
    for (const { socket } of slow) socket.write('GET /v1/status HTTP/1.1\r\nHost: x');
    const begun = performance.now();
    expect(await isAlive()).toBe(200);
    expect(performance.now() - begun).toBeLessThan(2000);
    await Promise.all(slow.map(({ ended }) => ended));
  });
});

describe('a body without end', () => {
  test('is refused as soon as it is too large', async () => {
    const { socket, ended, said } = open();
    socket.write(
      `POST /v1/search HTTP/1.1\r\n${headOf('Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n')}`,
    );
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
    let sent = 0;
    while (socket.writable && !socket.destroyed && sent < 2000 && said() === '') {
      sent += 1;
      if (!socket.write(chunk)) await sleep(1);
    }
    await ended;
    expect(said()).toMatch(/^HTTP\/1\.1 413 /);
    expect(sent).toBeLessThan(2000);
  });
});

describe('what is no request', () => {
  test.each([
    ['nonsense\r\n\r\n', 400, 'no-http'],
    [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`, 431, 'head-too-large'],
    [
      'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'no-http',
    ],
  ])('is answered as a problem, as case %#', async (text, status, code) => {
    const { socket, ended, said } = open();
    socket.write(text);
    await ended;
    expect(problemIn(said())).toMatchObject({ status, code });
  });
});

describe('clients that vanish in the middle', () => {
  test('leave no request in hand and nothing in the queue', async () => {
    const { online } = served.workshop;
    const body = JSON.stringify({ text: 'red apples on a tree' });
    const vanish = async (at: number) => {
      const { socket, ended } = open();
      const text = at % 2 === 0 ? body : body.slice(0, 9);
      socket.write(
        `POST /v1/search HTTP/1.1\r\n${headOf(`Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`)}${text}`,
      );
      await sleep(at * 3);
      socket.destroy();
      await ended;
    };
    await Promise.all(Array.from({ length: 24 }, (_, at) => vanish(at)));
    await expect.poll(() => online.door.inHand, { timeout: 20_000 }).toBe(0);
    await expect
      .poll(() => online.queue(), { timeout: 20_000 })
      .toEqual({ waiting: 0, running: 0 });
    expect(await isAlive()).toBe(200);
  });
});

describe('JSON bombs', () => {
  test.each([
    ['nested arrays', '['.repeat(400_000) + ']'.repeat(400_000)],
    ['nested objects', '{"a":'.repeat(150_000) + '1' + '}'.repeat(150_000)],
    ['a huge array', `{"facet":[${'"a",'.repeat(200_000)}"a"]}`],
    [
      'a huge number of keys',
      `{${Array.from({ length: 70_000 }, (_, at) => `"k${at}":1`).join(',')}}`,
    ],
    ['a number of a million digits', `{"text":"a","limit":${'9'.repeat(1_000_000)}}`],
  ])(
    '%s are refused in words, soon, and without a stack',
    async (_, body) => {
      const begun = performance.now();
      for (const path of ['/v1/search', '/v1/ads/match', '/v1/signals/lookup']) {
        const response = await served.ask(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        expect([400, 413]).toContain(response.status);
        const text = await response.text();
        expect(text.length).toBeLessThan(20_000);
        expect(text).not.toMatch(/\bat \w+ \(|node_modules|\.ts:\d/);
      }
      // Of three requests, while others use the machine; each takes some tens of milliseconds alone.
      expect(performance.now() - begun).toBeLessThan(15_000);
    },
    20_000,
  );
});

test('GET /v1/health/ready is for whoever routes requests here, without a key', async () => {
  const response = await fetch(`${served.address}/v1/health/ready`);
  expect(response.status).toBe(503);
  expect(problemSchema.parse(await response.json()).code).toBe('warming');
});
