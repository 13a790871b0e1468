import { liveHistoryQuerySchema, type LiveHistory } from '../../../contracts/live-history.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

/** `GET /v1/live/history?after=`: the last minutes of this process, in steps. */
export const registerLiveHistory: RegisterRoute = (server, { live }) => {
  server.get('/v1/live/history', ({ query }): LiveHistory => {
    return live.read(validate(liveHistoryQuerySchema, query).after);
  });
};
