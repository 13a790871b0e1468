import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { ChangeFilter } from '../../../changes/read.ts';
import { visibleChanges } from '../../../consumers/visible-changes.ts';
import { changesQuerySchema } from '../../../contracts/changes.ts';
import { validate } from '../validate.ts';

type ChangesQuery = z.infer<typeof changesQuerySchema>;

/** What somebody asks of the log, cut to what they may see. */
export interface ChangesRequest extends Pick<ChangesQuery, 'after' | 'limit' | 'wait'> {
  readonly filter: ChangeFilter;
}

/** @throws input `invalid-request` */
export function readRequest({ query, principal }: FastifyRequest): ChangesRequest {
  const { types, signals, ...rest } = validate(changesQuerySchema, query);
  return { ...rest, filter: visibleChanges({ types, signals }, principal.grant?.declared) };
}
