import type { FastifyInstance } from 'fastify';
import { codeOf, inputError, messageOf } from '../../base/errors.ts';
import { startWebhookSender } from '../../consumers/webhooks/sender.ts';
import { readVersions } from '../../extraction/versions/versions.ts';
import type { AppContext } from '../context.ts';
import type { Workshop } from '../workshop.ts';
import { ensureConsole } from './build-console.ts';
import { createServer } from './create-server.ts';
import { hostToOpen, ownHosts } from './own-host.ts';
import { ensureToken } from './token.ts';

export interface ListenOptions {
  /** Undefined for the usual port, or any free one where that is taken. */
  readonly port?: number;
  readonly host: string;
  /** Names that lead here besides `host`. */
  readonly allowHost?: readonly string[];
}

export interface Listening {
  /** Carries the token; for the person who started the server. */
  readonly address: string;
  /** Lets requests in hand finish, but not for longer than a few seconds. */
  close(): Promise<void>;
}

export const usualPort = 4600;

/** Serves the interface and the console until closed. */
export async function listen(
  context: AppContext,
  workshop: Workshop,
  { port, host, allowHost = [] }: ListenOptions,
  note: (text: string) => void,
): Promise<Listening> {
  const token = await ensureToken(context.home);
  const consoleFolder = await ensureConsole(() => {
    note('Building the console, once …');
  });
  const isOwnHost = ownHosts(host, allowHost);
  const server = await createServer({ context, workshop }, { token, consoleFolder, isOwnHost });
  const bound = await bind(server, port, host);
  context.indexes.startKeeping();
  warm(context, workshop);
  const sender = startWebhookSender(context);
  return {
    address: `http://${hostToOpen(host)}:${bound}/?token=${token}`,
    async close() {
      await sender.stop();
      await closeSoon(server);
    },
  };
}

/** Requests are answered meanwhile, the first of them later; `GET /v1/health/ready` says when it is done. */
function warm({ db, log }: AppContext, { online }: Workshop): void {
  readVersions(db)
    .then((versions) => online.warm(versions))
    .catch((error: unknown) => log.error({ error: messageOf(error) }, 'models were not loaded'));
}

/** A client that reads slowly, or not at all, must not keep the program from ending. */
const patienceMs = 5000;

async function closeSoon(server: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => {
    server.server.closeAllConnections();
  }, patienceMs);
  await server.close();
  clearTimeout(timer);
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
