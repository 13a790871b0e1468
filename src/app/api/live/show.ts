import type { Live } from '../../../contracts/live.ts';
import type { RegisterRoute } from '../route.ts';

/** `GET /v1/live`: how computing on request goes in this process. */
export const registerLive: RegisterRoute = (server, { workshop, inference }) => {
  server.get('/v1/live', (): Live => ({
    ...workshop.online.stats(),
    inference: inference.tally(),
  }));
};
