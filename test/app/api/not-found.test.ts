import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemSchema } from '../../../src/contracts/api.ts';
import { serve, type Served } from '../../fixtures/served.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

test.each([
  ['GET', '/v1/items/none'],
  ['GET', '/v1/items/none/signals?signals=ocr'],
  ['DELETE', '/v1/items/none'],
  ['GET', '/v1/related/none'],
  ['GET', '/v1/deletions/none'],
  ['GET', '/v1/runs/none'],
  ['GET', '/v1/jobs/none'],
  ['POST', '/v1/jobs/none', { action: 'pause' }],
  ['GET', '/v1/signals/none'],
  ['GET', '/v1/signals/none/contract'],
  ['GET', '/v1/signals/none/readers'],
  ['GET', '/v1/consumers/none'],
  ['GET', '/v1/consumers/none/reads'],
  ['POST', '/v1/consumers/none', { owner: 'a@example.com' }],
  ['DELETE', '/v1/consumers/none'],
  ['POST', '/v1/consumers/none/keys', { scopes: ['search'], expiresInDays: 1 }],
  ['POST', '/v1/keys/none/rotate', {}],
  ['DELETE', '/v1/keys/none'],
  ['GET', '/v1/webhooks/none'],
  ['POST', '/v1/webhooks/none', { state: 'paused' }],
  ['POST', '/v1/webhooks/none/replay', { dead: true }],
  ['POST', '/v1/webhooks/none/rotate', {}],
  ['DELETE', '/v1/webhooks/none'],
] as const)('%s %s says that there is none', async (method, path, body?: object) => {
  const response = await served.ask(path, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const problem = problemSchema.parse(await response.json());
  expect([response.status, problem.status], problem.detail).toEqual([404, 404]);
  expect(problem.detail).toContain('none');
});
