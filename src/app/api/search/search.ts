import type { FastifyRequest } from 'fastify';
import { inputError } from '../../../base/errors.ts';
import { requireShallowJson } from '../../../base/json-depth.ts';
import { searchRequestSchema } from '../../../contracts/api.ts';
import { mostBodyBytes } from '../../../contracts/online.ts';
import { mostQueryParts } from '../../../contracts/search.ts';
import { partsOf } from '../../../surfaces/search/parts-of.ts';
import { readForm } from '../form.ts';
import type { RegisterRoute } from '../route.ts';
import { enter, timedBody } from '../signals/compute/entrance.ts';
import { validate } from '../validate.ts';
import { answerSearch } from './answer-search.ts';
import { filtersIn } from './filters-in.ts';

/**
 * `POST /v1/search`: by words, items and pictures, or a mix of them, as JSON or as a form that has
 * the pictures too.
 */
export const registerSearch: RegisterRoute = (server, api) => {
  const { online } = api.workshop;
  // A scope of its own: a form of pictures is larger than the bodies of others.
  void server.register(async (scope) => {
    scope.addContentTypeParser(
      /^multipart\/form-data/,
      { parseAs: 'buffer', bodyLimit: mostBodyBytes },
      (_request, body, done) => done(null, body),
    );
    scope.post(
      '/v1/search',
      {
        config: { scope: 'search' },
        onRequest: (request, reply) => enter(request, reply, online),
        preParsing: async (_request, _reply, body) => timedBody(body),
      },
      async (request, reply) => {
        const { json, pictures } = await contentOf(request);
        const { limit, unsafe, copies, asTyped, explain, ...asked } = validate(
          searchRequestSchema,
          json,
        );
        const options = { limit, unsafe, copies, asTyped, explain, filters: filtersIn(asked) };
        const parts = await partsOf(asked, pictures, api.context.blobs);
        return await answerSearch(request, reply, { parts, options }, api);
      },
    );
  });
};

const noPictures: ReadonlyMap<string, Uint8Array> = new Map();

/** @throws input `bad-multipart`, `too-many-parts`, `no-query` */
async function contentOf({ body, headers }: Pick<FastifyRequest, 'body' | 'headers'>) {
  if (!Buffer.isBuffer(body)) return { json: body, pictures: noPictures };
  const form = await readForm(body, headers['content-type'] ?? '', mostQueryParts + 1);
  const pictures = new Map<string, Uint8Array>();
  for (const [name, value] of form) {
    if (typeof value !== 'string') pictures.set(name, new Uint8Array(await value.arrayBuffer()));
  }
  return { json: parsed(form.get('request')), pictures };
}

function parsed(request: unknown): unknown {
  const text = typeof request === 'string' ? request : '';
  requireShallowJson(Buffer.from(text));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw inputError(
      'no-query',
      'Expected a field `request` in the form with the search as JSON: {"parts": [{"picture": "NAME OF A FILE OF THE FORM"}]}.',
      { cause },
    );
  }
}
