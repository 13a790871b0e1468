import { fileURLToPath } from 'node:url';
import { loadPackageDefinition, Server, ServerCredentials } from '@grpc/grpc-js';
import { load } from '@grpc/proto-loader';
import type { FastifyInstance } from 'fastify';
import { inputError, messageOf, UnderstoryError } from '../../../base/errors.ts';
import type { Logger } from '../../../base/log.ts';
import { mostInferenceBytes } from '../../../contracts/oip.ts';
import { inferenceService } from './service.ts';

export interface ListeningGrpc {
  readonly port: number;
  /** Lets calls in hand finish, but not for longer than a few seconds. */
  close(): Promise<void>;
}

/** Of names, shapes and the like around the numbers. */
const spareBytes = 2 ** 16;
const mostCallsPerConnection = 64;
const patienceMs = 5000;

/**
 * Serves the Open Inference Protocol v2 over gRPC, unencrypted, by the routes of the HTTP server.
 *
 * @param port 0 for a free one.
 * @throws input `port-in-use`
 */
export async function listenGrpc(
  server: FastifyInstance,
  { port, host }: { readonly port: number; readonly host: string },
  log: Logger,
): Promise<ListeningGrpc> {
  const grpc = new Server({
    'grpc.max_receive_message_length': mostInferenceBytes + spareBytes,
    'grpc.max_concurrent_streams': mostCallsPerConnection,
  });
  grpc.addService(await readService(), inferenceService(server, log));
  const address = host.includes(':') ? `[${host.replaceAll(/[[\]]/g, '')}]` : host;
  const bound = await new Promise<number>((resolve, reject) => {
    grpc.bindAsync(`${address}:${port}`, ServerCredentials.createInsecure(), (cause, given) => {
      if (!cause) resolve(given);
      else {
        const message = `gRPC cannot listen on ${host}:${port}: ${messageOf(cause)}. Choose another port with --grpc-port.`;
        reject(inputError('port-in-use', message, { cause }));
      }
    });
  });
  return { port: bound, close: () => closeSoon(grpc) };
}

async function readService() {
  const definition = await load(fileURLToPath(new URL('./open-inference.proto', import.meta.url)), {
    keepCase: true,
    longs: String,
    defaults: true,
    arrays: true,
  });
  const { inference } = loadPackageDefinition(definition);
  if (inference && 'GRPCInferenceService' in inference) {
    const service = inference.GRPCInferenceService;
    if (typeof service === 'function' && 'service' in service) return service.service;
  }
  throw new UnderstoryError('internal', 'no-service', 'The proto file has no inference service.');
}

async function closeSoon(grpc: Server): Promise<void> {
  const timer = setTimeout(() => grpc.forceShutdown(), patienceMs);
  await new Promise<void>((resolve) => {
    grpc.tryShutdown(() => resolve());
  });
  clearTimeout(timer);
}
