import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { openTracing, type Tracing } from '../../../src/app/tracing/tracing.ts';
import { serve, type Served } from '../../fixtures/served.ts';

const attribute = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) });
const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: z.array(attribute),
});
/** The JSON of OTLP/HTTP (opentelemetry-proto, `trace.proto`). */
const exportSchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attribute) }),
      scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })),
    }),
  ),
});

const received: z.infer<typeof spanSchema>[] = [];
let services: unknown[] = [];
let collector: Server;
let tracing: Tracing | undefined;
let served: Served;

beforeAll(async () => {
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { resourceSpans } = exportSchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
      services = resourceSpans.flatMap(({ resource }) =>
        resource.attributes.filter(({ key }) => key === 'service.name').map(({ value }) => value),
      );
      received.push(
        ...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
      );
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const address = collector.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${port}`);
  vi.stubEnv('OTEL_BSP_SCHEDULE_DELAY', '50');
  tracing = await openTracing();
  served = await serve({ tracing });
}, 60_000);
afterAll(async () => {
  await served.close();
  await tracing?.close();
  vi.unstubAllEnvs();
  collector.closeAllConnections();
  collector.close();
});

test('openTracing() is nothing when no collector is named', async () => {
  expect(await openTracing({})).toBeUndefined();
  expect(
    await openTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x', OTEL_SDK_DISABLED: 'true' }),
  ).toBeUndefined();
});

test('a request is a span of the trace that it says it is of, with its stages and look-ups below it', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const response = await served.ask('/v1/search', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
    },
    body: JSON.stringify({ text: 'a very private question' }),
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('traceparent')).toMatch(
    new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`),
  );
  const own = () => received.filter((span) => span.traceId === traceId);
  await vi.waitFor(() => expect(own().some(({ name }) => name === 'POST /v1/search')).toBe(true), {
    timeout: 20_000,
  });
  const request = own().find(({ name }) => name === 'POST /v1/search');
  expect(request?.parentSpanId).toBe('b7ad6b7169203331');
  expect(services).toContainEqual({ stringValue: 'understory' });
  const below = own().filter(({ name }) => name !== 'POST /v1/search');
  expect(below.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['compute signals', 'postgresql']),
  );
  expect(below.some(({ name }) => name.startsWith('candidates '))).toBe(true);
  const ids = new Set(own().map(({ spanId }) => spanId));
  expect(below.filter(({ parentSpanId }) => !ids.has(parentSpanId ?? ''))).toEqual([]);
  expect(JSON.stringify(own())).not.toContain('private question');
});

test('a request that names no trace begins one, and a wrong name is none', async () => {
  const response = await served.ask('/v1/status', { headers: { traceparent: '00-zz-1-01' } });
  expect(response.headers.get('traceparent')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
});
