import { useAdModelSchema } from '../../../contracts/ad-models.ts';
import { describeModels } from '../../../surfaces/ads/calibration/describe-models.ts';
import { takeModelIntoUse } from '../../../surfaces/ads/calibration/models.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';

/**
 * `POST /v1/ads/models/use` with `{"version"}`: scores ads by that model from now on, which is also how
 * one goes back. As promoting a version of a signal it is for who runs the installation, not for keys.
 */
export const registerUseAdModel: RegisterRoute = (server, { context }) => {
  server.post('/v1/ads/models/use', async ({ body, principal }) => {
    const { version } = validate(useAdModelSchema, body);
    await takeModelIntoUse(version, context.clock(), context.db);
    context.log.info({ version, by: principal.consumer }, 'a model of ads was taken into use');
    return await describeModels(context.db);
  });
};
