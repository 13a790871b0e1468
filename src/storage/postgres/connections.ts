import { Socket } from 'node:net';
import type { ClientConfig } from 'pg';

/** A server that does not take a connection within so long is not reached. */
const connectMs = 10_000;

/** Silence after which the system asks whether the server is still there. */
const keepAliveMs = 10_000;

/** The open connections of this process, by URL: what one of them finds out concerns all. */
const open = new Map<string, Set<Socket>>();

/** How every connection of this process to that database is to be made. */
export function connectionTo(url: string): ClientConfig & { readonly connectionString: string } {
  return {
    connectionString: url,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
    stream: () => openSocket(url),
  };
}

/**
 * Ends the connections of this process to that database whose way there is lost: what waits for
 * an answer on one fails now, where the system would hope for a quarter of an hour.
 */
export function cutConnections(url: string): void {
  for (const socket of open.get(url) ?? []) socket.destroy(lostWay());
}

function openSocket(url: string): Socket {
  const socket = new Socket();
  const sockets = open.get(url) ?? new Set();
  open.set(url, sockets.add(socket));
  socket.once('close', () => {
    sockets.delete(socket);
    if (sockets.size === 0 && open.get(url) === sockets) open.delete(url);
  });
  socket.setTimeout(connectMs, () => {
    if (socket.connecting) socket.destroy(lostWay());
  });
  socket.once('connect', () => {
    socket.setTimeout(0);
  });
  return socket;
}

/** The code is that of the system, which all who try again look for. */
function lostWay(): Error {
  return Object.assign(new Error('connection timeout: PostgreSQL does not answer'), {
    code: 'ETIMEDOUT',
  });
}
