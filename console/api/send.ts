import type { z } from 'zod';
import { request } from './request.ts';

/** Sends a change with a JSON body and checks the answer. Throws an ApiError. */
export async function send<Value>(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  schema: z.ZodType<Value>,
  body?: unknown,
): Promise<Value> {
  const init =
    body === undefined
      ? { method }
      : {
          method,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        };
  return await request(path, schema, init);
}
