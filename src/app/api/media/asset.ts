import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { RouteHandlerMethod } from 'fastify';
import { z } from 'zod';
import { sniffContent, sniffedBytes } from '../../../media/content-type.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { assetFile } from './asset-file.ts';
import { digestParamsSchema, mediaHeaders } from './headers.ts';
import { parseRange } from './range.ts';

const headersSchema = z.object({ range: z.string().optional() });

/** `GET /media/asset/{digest}`: the bytes as they were read, in parts where a player asks so. */
export const registerAsset: RegisterRoute = (server, { context }) => {
  const handler: RouteHandlerMethod = async ({ method, params, headers }, reply) => {
    const { digest } = validate(digestParamsSchema, params);
    const path = await assetFile(digest, context.blobs);
    const { sizeBytes, mime } = await describe(path);
    const range = parseRange(validate(headersSchema, headers).range, sizeBytes);
    void reply.headers(mediaHeaders).type(mime).header('accept-ranges', 'bytes');
    if (range === 'unsatisfiable') {
      return await reply.code(416).header('content-range', `bytes */${sizeBytes}`).send();
    }
    const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
    void reply.header('content-length', end - start + 1);
    if (range) {
      void reply.code(206).header('content-range', `bytes ${start}-${end}/${sizeBytes}`);
    }
    if (method === 'HEAD') return await reply.send();
    return await reply.send(sizeBytes === 0 ? '' : createReadStream(path, { start, end }));
  };
  // The framework's own HEAD would read the whole file for nothing.
  server.route({
    method: ['GET', 'HEAD'],
    url: '/media/asset/:digest',
    config: { scope: 'items:read' },
    handler,
  });
};

async function describe(path: string): Promise<{ sizeBytes: number; mime: string }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(sniffedBytes);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    const content = sniffContent(head.subarray(0, bytesRead));
    return { sizeBytes: size, mime: content?.mime ?? 'application/octet-stream' };
  } finally {
    await file.close();
  }
}
