import type { FastifyReply, FastifyRequest } from 'fastify';

/** A client that has not stopped sending by then is cut off. */
const lingerMs = 2000;

/**
 * Has the client see its answer although it is still sending a body that nobody reads: closing at
 * once would reset the connection, and the answer would be lost on its way (RFC 9112, section 9.6).
 */
export function lingerAfterAnswer(request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = request;
  // The framework would have the connection closed with the answer.
  reply.removeHeader('connection');
  raw.unpipe();
  raw.resume();
  reply.raw.once('finish', () => {
    if (raw.complete) return;
    const timer = setTimeout(() => raw.socket.destroy(), lingerMs);
    raw.once('close', () => clearTimeout(timer));
  });
}
