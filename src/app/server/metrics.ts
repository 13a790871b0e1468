import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { CopiedSignals } from '../../storage/copies/copied-signals.ts';
import { countByConsumer } from './metrics/consumer-requests.ts';
import { createRequestDurations } from './metrics/request-durations.ts';

/**
 * What a server counts, in the names and units of Prometheus' conventions. Labels are the patterns of
 * routes and the names of consumers, which are few: never an id, an address or what a client wrote.
 */
export function observeRequests(server: FastifyInstance, copied: CopiedSignals): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const durations = createRequestDurations(registers);
  const byConsumer = countByConsumer(registers);
  let underWay = 0;
  new Gauge({
    name: 'understory_http_requests_in_progress',
    help: 'Requests that are not answered yet.',
    registers,
    collect() {
      this.set(underWay);
    },
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

  server.decorateRequest('isUnderWay', false);
  // One that its client gave up may be answered all the same.
  const end = (request: FastifyRequest) => {
    if (request.isUnderWay) underWay -= 1;
    request.isUnderWay = false;
  };
  server.addHook('onRequest', (request, _reply, done) => {
    request.isUnderWay = true;
    underWay += 1;
    done();
  });
  server.addHook('onRequestAbort', (request, done) => {
    end(request);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    end(request);
    const { statusCode } = reply;
    const route = request.routeOptions.url ?? 'none';
    durations.note(request.method, route, statusCode, reply.elapsedTime / 1000);
    byConsumer.note(request.principal?.consumer ?? 'nobody', statusCode);
    done();
  });
  return registry;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether it is counted among those that are not answered yet. */
    isUnderWay: boolean;
  }
}
