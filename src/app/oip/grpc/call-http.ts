import { Metadata } from '@grpc/grpc-js';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { inferenceErrorSchema } from '../../../contracts/oip.ts';
import { grpcStatusOf } from './status.ts';

/** A call of gRPC as far as it matters here. */
export interface Caller {
  readonly metadata: Metadata;
  /** `127.0.0.1:50123`, `[::1]:50123` */
  getPeer(): string;
  on(event: 'cancelled', listener: () => void): unknown;
}

export interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export interface HttpAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What gRPC takes as the end of a call that failed. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly code: number;
  readonly details: string;
  /** When to call again, as clients of gRPC read it (proposal A6, "Pushback"). */
  readonly metadata: Metadata | undefined;

  constructor(code: number, details: string, retryAfterMs?: number) {
    super(details);
    this.code = code;
    this.details = details;
    this.metadata = retryAfterMs === undefined ? undefined : pushback(retryAfterMs);
  }
}

function pushback(retryAfterMs: number): Metadata {
  const metadata = new Metadata();
  metadata.set('grpc-retry-pushback-ms', String(retryAfterMs));
  return metadata;
}

const passedOn = ['authorization', 'x-api-key', 'x-request-id'] as const;

/**
 * Calls a route of this server within the process, with the key of a call of gRPC: one door, with
 * the same keys, limits, checks, metrics and log, for both.
 *
 * @throws CallFailed with the status that the answer's is in gRPC
 */
export async function callHttp(
  server: FastifyInstance,
  call: Caller,
  { method, url, headers = {}, body }: HttpCall,
): Promise<HttpAnswer> {
  const gone = new AbortController();
  call.on('cancelled', () => gone.abort());
  const given = passedOn.flatMap((name) => {
    const [value] = call.metadata.get(name);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  const response = await server.inject({
    method,
    url,
    headers: { ...headers, ...Object.fromEntries(given), host: 'localhost' },
    remoteAddress: call.getPeer().replace(/^\[?(.*?)\]?:\d+$/, '$1'),
    signal: gone.signal,
    ...(body && { payload: body }),
  });
  if (response.statusCode < 300) {
    const answered = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
    return {
      headers: z.record(z.string(), z.string()).parse(Object.fromEntries(answered)),
      body: response.rawPayload,
    };
  }
  const said = inferenceErrorSchema.safeParse(response.json());
  const retryAfterS = Number(response.headers['retry-after'] ?? Number.NaN);
  throw new CallFailed(
    grpcStatusOf(response.statusCode),
    said.data?.error ?? 'Not available.',
    Number.isFinite(retryAfterS) ? retryAfterS * 1000 : undefined,
  );
}
