import type { Problem } from '../contracts/api.ts';
import { ClientError } from './client-error.ts';
import { retryAfterOf } from './retry-delay.ts';

/** The error of an answer that is no success; a proxy in between may have sent it. */
export async function problemOf(response: Response, now: number): Promise<ClientError> {
  const { status, headers } = response;
  const details = {
    status,
    retryAfterMs: retryAfterOf(headers.get('retry-after'), now),
  };
  const problem = parse(await response.text());
  return problem
    ? new ClientError('problem', problem.code, problem.detail, details)
    : new ClientError('problem', `http-${status}`, `The server answered ${status}.`, details);
}

function parse(text: string): Pick<Problem, 'code' | 'detail'> | undefined {
  const value = jsonOf(text);
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('code' in value && 'detail' in value)) return undefined;
  const { code, detail } = value;
  return typeof code === 'string' && typeof detail === 'string' ? { code, detail } : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page of a proxy: its status is all that is known.
    return undefined;
  }
}
