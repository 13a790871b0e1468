import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { sniffMedium } from '../../../media/content-type.ts';
import { renderRasterThumbnail, renderThumbnail } from '../../../media/image/thumbnail.ts';
import { frameAt } from '../../../media/video/read-video.ts';
import type { RegisterRoute } from '../route.ts';
import { validate } from '../validate.ts';
import { assetFile } from './asset-file.ts';
import { digestParamsSchema, mediaHeaders } from './headers.ts';
import { createThumbnailCache } from './thumbnail-cache.ts';

const widths = [160, 320, 480, 640, 960, 1280] as const;

const widthSchema = z.coerce
  .number()
  .int()
  .min(1)
  .max(4096)
  .default(320)
  .transform((wanted) => widths.find((width) => width >= wanted) ?? 1280);

const thumbQuerySchema = z.object({ w: widthSchema });
const frameQuerySchema = z.object({ w: widthSchema, t: z.coerce.number().min(0).max(1e6) });

/**
 * `GET /media/thumb/{digest}?w=` for pictures and the first frame of videos, and
 * `GET /media/frame/{digest}?t=SECONDS&w=` for a moment of a video; both as WebP.
 */
export const registerThumb: RegisterRoute = (server, { context }) => {
  const cache = createThumbnailCache(context.home.thumbnails, context.blobs);

  server.get(
    '/media/thumb/:digest',
    { config: { scope: 'items:read' } },
    async ({ params, query }, reply) => {
      const { digest } = validate(digestParamsSchema, params);
      const { w } = validate(thumbQuerySchema, query);
      const thumbnail = await cache.get(digest, `${w}`, async () => {
        const path = await assetFile(digest, context.blobs);
        const bytes = await readFile(path);
        return sniffMedium(bytes) === 'video'
          ? await renderRasterThumbnail(await frameAt(path, 0), w)
          : await renderThumbnail(bytes, w);
      });
      return await reply.headers(mediaHeaders).type('image/webp').send(thumbnail);
    },
  );

  server.get(
    '/media/frame/:digest',
    { config: { scope: 'items:read' } },
    async ({ params, query }, reply) => {
      const { digest } = validate(digestParamsSchema, params);
      const { w, t } = validate(frameQuerySchema, query);
      const thumbnail = await cache.get(digest, `${w}-${t.toFixed(2)}`, async () =>
        renderRasterThumbnail(await frameAt(await assetFile(digest, context.blobs), t), w),
      );
      return await reply.headers(mediaHeaders).type('image/webp').send(thumbnail);
    },
  );
};
