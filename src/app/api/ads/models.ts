import { describeModels } from '../../../surfaces/ads/calibration/describe-models.ts';
import type { RegisterRoute } from '../route.ts';

/** `GET /v1/ads/models`: the models that ads were scored by, and how well their chances hold. */
export const registerAdModels: RegisterRoute = (server, { context }) => {
  server.get('/v1/ads/models', { config: { scope: 'search' } }, async () =>
    describeModels(context.db),
  );
};
