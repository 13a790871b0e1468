import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** Ends a server so that nobody who has asked stays without an answer. */
export interface Drain {
  /**
   * For a moment every answer ends its connection, so that those in use end between two requests. Then
   * new ones are refused, and what is in hand is answered.
   *
   * @param patienceMs Who has not read an answer by then is cut off.
   */
  close(patienceMs: number): Promise<void>;
}

/** Long enough that a client that asks one thing after the other asks once more. */
const lastCallMs = 250;

/** Watches the connections of a server, from before it listens. */
export function drainOf(server: FastifyInstance): Drain {
  /** The answers in hand of each connection; those that never asked anything have none. */
  const inHand = new Map<Socket, Set<ServerResponse>>();
  let isClosing = false;

  server.server.on('connection', (socket: Socket) => {
    inHand.set(socket, new Set());
    socket.once('close', () => inHand.delete(socket));
  });
  server.server.prependListener('request', ({ socket }, response) => {
    const answers = inHand.get(socket);
    answers?.add(response);
    if (isClosing) response.shouldKeepAlive = false;
    response.once('close', () => {
      answers?.delete(response);
      // Of an answer whose head had gone out before, and promised that the connection stays.
      if (isClosing && answers?.size === 0) socket.end();
    });
  });
  return {
    async close(patienceMs) {
      isClosing = true;
      for (const response of [...inHand.values()].flatMap((answers) => [...answers])) {
        if (!response.headersSent) response.shouldKeepAlive = false;
      }
      if (inHand.size > 0) await sleep(lastCallMs);
      const closed = server.close();
      for (const [socket, answers] of inHand) if (answers.size === 0) socket.destroy();
      const timer = setTimeout(() => {
        server.server.closeAllConnections();
      }, patienceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
