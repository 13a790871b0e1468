import type { FastifyInstance } from 'fastify';
import { codeOf, inputError } from '../../base/errors.ts';
import type { AppContext } from '../context.ts';
import type { Workshop } from '../workshop.ts';
import { ensureConsole } from './build-console.ts';
import { createServer } from './create-server.ts';
import { ensureToken } from './token.ts';

export interface ListenOptions {
  /** Undefined for the usual port, or any free one where that is taken. */
  readonly port?: number;
  readonly host: string;
}

export interface Listening {
  /** Carries the token; for the person who started the server. */
  readonly address: string;
  close(): Promise<void>;
}

export const usualPort = 4600;

/** Serves the interface and the console until closed. */
export async function listen(
  context: AppContext,
  workshop: Workshop,
  { port, host }: ListenOptions,
  note: (text: string) => void,
): Promise<Listening> {
  const token = await ensureToken(context.home);
  const consoleFolder = await ensureConsole(() => {
    note('Building the console, once …');
  });
  let hosts: string[] = [];
  const server = await createServer(
    { context, workshop },
    { token, consoleFolder, hosts: () => hosts },
  );
  const bound = await bind(server, port, host);
  const name = host.includes(':') ? `[${host}]` : host;
  hosts = [`${name}:${bound}`, `localhost:${bound}`, `127.0.0.1:${bound}`];
  return {
    address: `http://${name}:${bound}/?token=${token}`,
    close: () => server.close(),
  };
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
