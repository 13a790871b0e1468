import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { operations } from '../../../src/app/api/openapi/operations.ts';
import { serve, type Served } from '../../fixtures/served.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(
      z.enum(['get', 'post', 'put', 'patch', 'delete']),
      z.object({
        summary: z.string().min(5),
        parameters: z.array(
          z.object({
            name: z.string(),
            in: z.enum(['path', 'query']),
            required: z.boolean(),
            schema: z.unknown(),
          }),
        ),
        requestBody: z.object({ content: z.record(z.string(), z.unknown()) }).optional(),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
});

test('GET /v1/openapi.json describes every route that there is, and no other', async () => {
  const text = JSON.stringify(await served.json('/v1/openapi.json'));
  const { paths } = documentSchema.parse(JSON.parse(text));
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    ),
  );
  expect(described.toSorted()).toEqual(Object.keys(operations).toSorted());
  expect(text).not.toContain('undefined');
});

test('GET /v1/openapi.json says what POST /v1/signals takes and gives', async () => {
  const { paths } = documentSchema.parse(await served.json('/v1/openapi.json'));
  const compute = paths['/v1/signals']?.post;
  expect(compute?.parameters.map(({ name, required }) => [name, required])).toEqual([
    ['signals', true],
    ['deadlineMs', false],
    ['degraded', false],
  ]);
  expect(Object.keys(compute?.requestBody?.content ?? {})).toEqual([
    'application/json',
    'image/*',
    'multipart/form-data',
  ]);
});
