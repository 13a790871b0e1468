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
function ask(port: number, agent: Agent, path = '/'): Promise<number | string> {
  return new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port, path, agent }, (response) => {
      response.resume();
      response.on('error', () => resolve('cut'));
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    sent.end();
  });
}

test('drainOf() fails no request under load but those that come when it listens no more, and another takes over at once', async () => {
  const first = await start();
  const agent = new Agent({ keepAlive: true });
  const outcomes: (number | string)[] = [];
  let isAsking = true;
  const client = async () => {
    while (isAsking) {
      const outcome = await ask(first.port, agent);
      outcomes.push(outcome);
      if (outcome === 'ECONNREFUSED') await sleep(20);
    }
  };
  const clients = Array.from({ length: 16 }, client);
  await sleep(200);
  await first.drain.close(5000);
  const second = await start(first.port);
  await sleep(300);
  isAsking = false;
  await Promise.all(clients);
  agent.destroy();
  await second.drain.close(5000);
  const answered = outcomes.filter((outcome) => outcome === 200).length;
  expect(outcomes.filter((outcome) => outcome !== 200 && outcome !== 'ECONNREFUSED')).toEqual([]);
  expect(answered).toBeGreaterThan(50);
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
  const stuck = ask(port, new Agent(), '/stuck');
  await sleep(100);
  const begun = performance.now();
  await drain.close(400);
  expect(performance.now() - begun).toBeLessThan(2000);
  expect(await stuck).toBe('cut');
});
