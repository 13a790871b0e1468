import type { FastifyInstance } from 'fastify';
import { codeOf, inputError, messageOf } from '../../base/errors.ts';
import { startWebhookSender } from '../../consumers/webhooks/sender.ts';
import { readVersions } from '../../extraction/versions/versions.ts';
import type { AppContext } from '../context.ts';
import type { ListeningGrpc } from '../oip/grpc/listen-grpc.ts';
import { openTracing } from '../tracing/tracing.ts';
import type { Workshop } from '../workshop.ts';
import { ensureConsole } from './build-console.ts';
import { createServer } from './create-server.ts';
import { drainOf } from './drain.ts';
import { hostToOpen, ownHosts } from './own-host.ts';
import { ensureToken } from './token.ts';

export interface ListenOptions {
  /** Undefined for the usual port, or any free one where that is taken. */
  readonly port?: number;
  readonly host: string;
  /** Names that lead here besides `host`. */
  readonly allowHost?: readonly string[];
  /** Of the Open Inference Protocol over gRPC; undefined for none. */
  readonly grpcPort?: number;
}

export interface Listening {
  /** Carries the token; for the person who started the server. */
  readonly address: string;
  /** Where gRPC is served, if it is: `127.0.0.1:8001`. */
  readonly grpc: string | undefined;
  /** Lets requests in hand finish, but not for longer than a few seconds. */
  close(): Promise<void>;
}

export const usualPort = 4600;

/** Serves the interface and the console until closed. */
export async function listen(
  context: AppContext,
  workshop: Workshop,
  { port, host, allowHost = [], grpcPort }: ListenOptions,
  note: (text: string) => void,
): Promise<Listening> {
  const token = await ensureToken(context.home);
  const consoleFolder = await ensureConsole(() => {
    note('Building the console, once …');
  });
  const isOwnHost = ownHosts(host, allowHost);
  const tracing = await openTracing();
  const server = await createServer(
    { context, workshop },
    { token, consoleFolder, isOwnHost, tracing },
  );
  const drain = drainOf(server);
  const bound = await bind(server, port, host);
  const grpc = await bindGrpc(server, context, host, grpcPort).catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  context.indexes.startKeeping();
  const sender = startWebhookSender(context);
  return {
    address: `http://${hostToOpen(host)}:${bound}/?token=${token}`,
    grpc: grpc && `${hostToOpen(host)}:${grpc.port}`,
    async close() {
      await sender.stop();
      await grpc?.close();
      await drain.close(patienceMs);
      await tracing?.close();
    },
  };
}

/**
 * Loads the models that requests may need, about 1 GB of memory. Requests are answered meanwhile, the
 * first of them later; `GET /v1/health/ready` says when it is done.
 */
export function warm({ db, log }: AppContext, { online }: Workshop): void {
  readVersions(db)
    .then((versions) => online.warm(versions))
    .catch((error: unknown) => log.error({ error: messageOf(error) }, 'models were not loaded'));
}

/** A client that reads slowly, or not at all, must not keep the program from ending. */
const patienceMs = 10_000;

/** Its packages are loaded only where it is asked for. */
async function bindGrpc(
  server: FastifyInstance,
  { log }: Pick<AppContext, 'log'>,
  host: string,
  port: number | undefined,
): Promise<ListeningGrpc | undefined> {
  if (port === undefined) return undefined;
  const { listenGrpc } = await import('../oip/grpc/listen-grpc.ts');
  return await listenGrpc(server, { port, host }, log);
}

async function bind(
  server: FastifyInstance,
  port: number | undefined,
  host: string,
): Promise<number> {
  try {
    await server.listen({ port: port ?? usualPort, host });
  } catch (error) {
    if (codeOf(error) !== 'eaddrinuse') throw error;
    if (port !== undefined) {
      throw inputError(
        'port-in-use',
        `Port ${port} is taken by another program. Choose another with --port, or leave it out.`,
        { cause: error },
      );
    }
    await server.listen({ port: 0, host });
  }
  const address = server.server.address();
  return typeof address === 'object' && address !== null ? address.port : usualPort;
}
