import { listConsumers } from '../../../consumers/list.ts';
import type { RegisterRoute } from '../route.ts';

/** `GET /v1/consumers`: who reads signals, those that were retired among them. */
export const registerConsumers: RegisterRoute = (server, { context }) => {
  server.get('/v1/consumers', async () => ({ consumers: await listConsumers(context.db) }));
};
