import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { expect, test } from 'vitest';
import { drainOf, type Drain } from '../../../src/app/server/drain.ts';

interface Running {
  readonly server: FastifyInstance;
  readonly drain: Drain;
  readonly port: number;
}

/** A server whose answers take a while. */
async function start(port = 0): Promise<Running> {
  const server = fastify({ return503OnClosing: false });
  server.get('/', async () => {
    await sleep(60);
    return { ok: true };
  });
  server.get('/stuck', async (_request, reply) => {
    reply.raw.writeHead(200, { 'content-length': '10' });
    reply.raw.write('half');
    return await new Promise<never>(() => undefined);
  });
  const drain = drainOf(server);
  await server.listen({ port, host: '127.0.0.1' });
  const address = server.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('expected a port');
  return { server, drain, port: address.port };
}

/** The status of one request, or the code of the error that it ended with. */
function ask(port: number, agent: Agent, { path = '/', id = '' } = {}): Promise<number | string> {
  return new Promise((resolve) => {
    const headers = { 'x-request-id': id };
    const sent = request({ host: '127.0.0.1', port, path, agent, headers }, (response) => {
      response.resume();
      response.on('error', () => resolve('cut'));
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    sent.end();
  });
}

test('drainOf() answers under load every request that it has heard, and another takes over at once', async () => {
  const heard = new Set<unknown>();
  const hear = ({ server }: Running) =>
    server.server.prependListener('request', ({ headers }) => heard.add(headers['x-request-id']));
  const first = await start();
  hear(first);
  const agent = new Agent({ keepAlive: true });
  const outcomes = new Map<string, number | string>();
  let isAsking = true;
  const client = async (_: unknown, number: number) => {
    for (let asked = 0; isAsking; asked += 1) {
      const id = `${number}-${asked}`;
      const outcome = await ask(first.port, agent, { id });
      outcomes.set(id, outcome);
      if (outcome === 'ECONNREFUSED') await sleep(20);
    }
  };
  const clients = Array.from({ length: 16 }, client);
  await sleep(200);
  await first.drain.close(5000);
  const second = await start(first.port);
  hear(second);
  await sleep(300);
  isAsking = false;
  await Promise.all(clients);
  agent.destroy();
  await second.drain.close(5000);
  const failed = [...outcomes].filter(([, outcome]) => outcome !== 200);
  expect(failed.filter(([id]) => heard.has(id))).toEqual([]);
  // Connections that the kernel had taken and the server had not are reset when it listens no more.
  const refusals = failed.filter(([, outcome]) => !/^ECONN(REFUSED|RESET)$/.test(String(outcome)));
  expect(refusals).toEqual([]);
  expect(outcomes.size - failed.length).toBeGreaterThan(30);
});

test('drainOf() ends at once when connections are open that ask nothing', async () => {
  const { drain, port } = await start();
  const agent = new Agent({ keepAlive: true });
  expect(await ask(port, agent)).toBe(200);
  const idle = new Agent({ keepAlive: true }).createConnection({ port, host: '127.0.0.1' });
  await sleep(50);
  const begun = performance.now();
  await drain.close(5000);
  expect(performance.now() - begun).toBeLessThan(1500);
  expect(await ask(port, new Agent())).toBe('ECONNREFUSED');
  idle?.destroy();
  agent.destroy();
});

test('drainOf() cuts off who does not read its answer, after its patience', async () => {
  const { drain, port } = await start();
  const stuck = ask(port, new Agent(), { path: '/stuck' });
  await sleep(100);
  const begun = performance.now();
  await drain.close(400);
  expect(performance.now() - begun).toBeLessThan(2000);
  expect(await stuck).toBe('cut');
});
