import { getConsumerRow } from '../../../consumers/get-consumer.ts';
import { describeReads } from '../../../consumers/ledger/describe.ts';
import { requireSelf } from '../../../consumers/permission.ts';
import { ledgerQuerySchema } from '../../../contracts/consumers.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { consumerParamsSchema } from './params.ts';

/** `GET /v1/consumers/{name}/reads?days=&step=`: what it read; a key sees its own consumer's. */
export const registerConsumerReads: RegisterRoute = (server, { context }) => {
  server.get(
    '/v1/consumers/:name/reads',
    { config: { scope: 'any-key' } },
    async ({ params, query, principal }) => {
      const { name } = validate(consumerParamsSchema, params);
      const { days, step } = validate(ledgerQuerySchema, query);
      requireSelf(principal, name);
      await getConsumerRow(context.db, name);
      return await describeReads(context.db, name, step, { days, now: context.clock() });
    },
  );
};
