import { z } from 'zod';
import { itemSignalsQuerySchema } from '../../../contracts/lookup.ts';
import { noSuchItem } from '../../../retrieval/require-item.ts';
import type { RegisterRoute } from '../route.ts';
import { answerLookup } from '../signals/answer-lookup.ts';
import { validate } from '../validate.ts';

const paramsSchema = z.object({ id: z.string().min(1).max(1024) });

/** `GET /v1/items/{id}/signals?signals=ocr,image_embedding@2&asOf=`: some signals of one item. */
export const registerItemSignals: RegisterRoute = (server, api) => {
  const options = { config: { scope: 'any-key' as const, withVersions: true } };
  server.get('/v1/items/:id/signals', options, async (request, reply) => {
    const { id } = validate(paramsSchema, request.params);
    const query = validate(itemSignalsQuerySchema, request.query);
    return await answerLookup(request, reply, { ids: [id], ...query }, api, (answer) => {
      const [item] = answer.items;
      if (!item) throw noSuchItem(id);
      return { versions: answer.versions, ...item };
    });
  });
};
