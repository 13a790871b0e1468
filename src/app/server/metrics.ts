import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CopiedSignals } from '../../storage/copies/copied-signals.ts';

/** Seconds; look-ups take milliseconds, searches tenths, computing a signal up to seconds. */
const secondsBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/**
 * What a server counts, in the names and units of Prometheus' conventions. Labels are the patterns of
 * routes and the names of consumers, which are few: never an id, an address or what a client wrote.
 */
export function observeRequests(server: FastifyInstance, copied: CopiedSignals): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const seconds = new Histogram({
    name: 'understory_http_request_duration_seconds',
    help: 'From the head of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: secondsBuckets,
    registers,
  });
  const byConsumer = new Counter({
    name: 'understory_consumer_requests_total',
    help: 'Requests of each consumer, by the first digit of the status.',
    labelNames: ['consumer', 'status_class'],
    registers,
  });
  const underWay = new Gauge({
    name: 'understory_http_requests_in_progress',
    help: 'Requests that are not answered yet.',
    registers,
  });
  new Counter({
    name: 'understory_lookup_tables_total',
    help: 'Tables asked for the signals of items, by what answered: the table itself or its copy.',
    labelNames: ['answered_by'],
    registers,
    collect() {
      const { copy, table } = copied.uses();
      this.reset();
      this.inc({ answered_by: 'copy' }, copy);
      this.inc({ answered_by: 'table' }, table);
    },
  });
  new Gauge({
    name: 'understory_lookup_copies_bytes',
    help: 'What copies of tables for look-ups take of the disk.',
    registers,
    collect() {
      this.set(copied.uses().bytes);
    },
  });

  // One that its client gave up may be answered all the same.
  const open = new WeakSet<FastifyRequest>();
  const end = (request: FastifyRequest) => {
    if (open.delete(request)) underWay.dec();
  };
  server.addHook('onRequest', async (request) => {
    open.add(request);
    underWay.inc();
  });
  server.addHook('onRequestAbort', async (request) => end(request));
  server.addHook('onResponse', async (request, reply) => {
    end(request);
    const { statusCode } = reply;
    const route = request.routeOptions.url ?? 'none';
    seconds.observe(
      { method: request.method, route, status: statusCode },
      reply.elapsedTime / 1000,
    );
    byConsumer.inc({
      consumer: request.principal?.consumer ?? 'nobody',
      status_class: `${Math.floor(statusCode / 100)}xx`,
    });
  });
  return registry;
}
