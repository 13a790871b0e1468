import type { FastifyInstance } from 'fastify';

/** Traces of requests for an OpenTelemetry collector. */
export interface Tracing {
  /** Makes a span of each request to a server, in the trace that the request says it is of. */
  observe(server: FastifyInstance): void;
  /** Sends what is still to be sent, and records no more. */
  close(): Promise<void>;
}

/**
 * Traces for the collector that `OTEL_EXPORTER_OTLP_ENDPOINT` (or that of traces alone) names; without,
 * undefined, and no package of OpenTelemetry is loaded.
 */
export async function openTracing(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Tracing | undefined> {
  const endpoint =
    environment.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? environment.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined || endpoint === '') return undefined;
  if (environment.OTEL_SDK_DISABLED === 'true') return undefined;
  const { createTracing } = await import('./create-tracing.ts');
  return createTracing(environment);
}
