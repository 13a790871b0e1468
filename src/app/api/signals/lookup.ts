import { inputError } from '../../../base/errors.ts';
import { lookupRequestSchema, mostIds } from '../../../contracts/lookup.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { answerLookup } from './answer-lookup.ts';

/** As many ids as may be, as long as they may be, in the longest JSON of them. */
const bodyLimitBytes = 8 * 1024 * 1024;

/** `POST /v1/signals/lookup`: the values of some signals of up to 1000 items. */
export const registerLookup: RegisterRoute = (server, api) => {
  const options = {
    bodyLimit: bodyLimitBytes,
    config: { scope: 'any-key' as const, withVersions: true },
  };
  server.post('/v1/signals/lookup', options, async (request, reply) => {
    const question = validate(lookupRequestSchema, request.body);
    if (question.ids.length > mostIds) {
      throw inputError(
        'too-many-ids',
        `Expected at most ${mostIds} ids, got ${question.ids.length}: ask for them in several requests.`,
      );
    }
    return await answerLookup(request, reply, question, api, (answer) => answer);
  });
};
