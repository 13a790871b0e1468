import type { z } from 'zod';
import { problemSchema } from '../../src/contracts/api.ts';

/** What the server answered instead of what was asked for. `status` 0: no answer at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }
}

/** Asks the server and checks the answer. Throws an ApiError, or the abort of `init.signal`. */
export async function request<Value>(
  path: string,
  schema: z.ZodType<Value>,
  init: RequestInit = {},
): Promise<Value> {
  const response = await reach(path, init);
  const body: unknown = await response.json().catch((): unknown => undefined);
  if (!response.ok) throw refusal(response.status, body);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ApiError(
    response.status,
    'unexpected_answer',
    `The server answered ${path} in a shape this page does not know; reload the page.`,
    { cause: parsed.error },
  );
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init });
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new ApiError(
      0,
      'unreachable',
      'The server does not answer. Is `understory serve` running?',
      { cause },
    );
  }
}

function refusal(status: number, body: unknown): ApiError {
  const problem = problemSchema.safeParse(body);
  if (problem.success) return new ApiError(status, problem.data.code, problem.data.detail);
  return new ApiError(status, 'http', `The server answered with status ${status}.`);
}
