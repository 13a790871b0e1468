import type { Socket } from 'node:net';
import { codeOf } from '../../base/errors.ts';
import type { Problem } from '../../contracts/api.ts';
import { problem } from '../api/problem.ts';

/**
 * Answers what comes to no route: a request that is no HTTP, whose head is too large, or that takes
 * too long to come. The connection ends with it.
 */
export function answerClientError(error: Error, socket: Socket): void {
  // Who has reset the connection reads no more.
  if (codeOf(error) === 'econnreset' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, title, ...details } = problemOfClient(codeOf(error));
  const body = JSON.stringify({ ...details, title, status });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\n` +
      'content-type: application/problem+json\r\n' +
      `content-length: ${Buffer.byteLength(body)}\r\n` +
      `connection: close\r\n\r\n${body}`,
    // A client that goes on sending would keep the half of it that is open.
    () => socket.destroy(),
  );
}

function problemOfClient(code: string): Problem {
  switch (code) {
    case 'err_http_request_timeout':
      return problem(408, 'too-slow', 'The request did not come whole in time. Send it faster.');
    case 'hpe_header_overflow':
      return problem(431, 'head-too-large', 'Expected at most 16 kB of headers, got more.');
    default:
      return problem(400, 'no-http', 'Expected a request of HTTP/1.1, got something else.');
  }
}
