import { AsyncLocalStorage } from 'node:async_hooks';
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { codeOf } from '../../base/errors.ts';
import { recordSpans } from '../../base/spans.ts';
import type { Tracing } from './tracing.ts';

const propagator = new W3CTraceContextPropagator();

const getter = {
  keys: (headers: FastifyRequest['headers']) => Object.keys(headers),
  get: (headers: FastifyRequest['headers'], name: string) => headers[name],
};

/** Traces by OpenTelemetry's own packages, which read all else that its environment says. */
export function createTracing(environment: NodeJS.ProcessEnv): Tracing {
  const named = resourceFromAttributes({
    'service.name': environment.OTEL_SERVICE_NAME ?? 'understory',
  });
  const provider = new BasicTracerProvider({
    resource: defaultResource().merge(named),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  const tracer = provider.getTracer('understory');
  const current = new AsyncLocalStorage<Context>();

  recordSpans({
    async within(name, attributes, work) {
      const parent = current.getStore();
      // What nobody asked for, such as housekeeping, is of no trace.
      if (!parent) return await work();
      const span = tracer.startSpan(name, { attributes }, parent);
      try {
        return await current.run(trace.setSpan(parent, span), work);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: codeOf(error) });
        throw error;
      } finally {
        span.end();
      }
    },
    note(name, tookMs, attributes) {
      const parent = current.getStore();
      if (!parent) return;
      const startTime = Date.now() - tookMs;
      tracer.startSpan(name, { attributes, startTime, kind: SpanKind.CLIENT }, parent).end();
    },
  });

  return {
    observe(server) {
      observeServer(server, tracer, current);
    },
    async close() {
      recordSpans(undefined);
      await provider.shutdown();
    },
  };
}

function observeServer(
  server: FastifyInstance,
  tracer: ReturnType<BasicTracerProvider['getTracer']>,
  current: AsyncLocalStorage<Context>,
): void {
  const open = new WeakMap<FastifyRequest, { readonly span: Span; readonly context: Context }>();
  server.addHook('onRequest', (request, reply, done) => {
    const given = propagator.extract(ROOT_CONTEXT, request.headers, getter);
    const route = request.routeOptions.url;
    const span = tracer.startSpan(
      route === undefined ? request.method : `${request.method} ${route}`,
      {
        kind: SpanKind.SERVER,
        attributes: {
          'http.request.method': request.method,
          // The route, never the address: ids and words of people stay here.
          ...(route !== undefined && { 'http.route': route }),
          'understory.request_id': request.id,
        },
      },
      given,
    );
    const context = trace.setSpan(given, span);
    open.set(request, { span, context });
    propagator.inject(context, reply, {
      set: (answer, name, value) => void answer.header(name, value),
    });
    current.run(context, done);
  });
  // The events of a body come in no context of their own.
  server.addHook('preValidation', (request, _reply, done) => {
    const context = open.get(request)?.context;
    if (context) current.run(context, done);
    else done();
  });
  server.addHook('onResponse', async (request, reply) => {
    const span = open.get(request)?.span;
    const { statusCode } = reply;
    span?.setAttribute('http.response.status_code', statusCode);
    const consumer = request.principal?.consumer;
    if (consumer !== undefined) span?.setAttribute('understory.consumer', consumer);
    if (statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    open.delete(request);
  });
  server.addHook('onRequestAbort', async (request) => {
    const span = open.get(request)?.span;
    span?.setStatus({ code: SpanStatusCode.ERROR, message: 'the client went' });
    span?.end();
    open.delete(request);
  });
}
