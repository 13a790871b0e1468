import { z } from 'zod';
import { inputError } from '../../base/errors.ts';
import type { ImageSpec } from './encoder-spec.ts';

const size = z.union([
  z.number().int(),
  z.object({
    height: z.number().int().optional(),
    width: z.number().int().optional(),
    shortest_edge: z.number().int().optional(),
  }),
]);

const channels = z.union([z.number(), z.array(z.number()).length(3)]);

/** `preprocessor_config.json` as Transformers writes it. */
const preprocessorSchema = z.object({
  do_resize: z.boolean().default(true),
  size: size.default(224),
  resample: z.number().int().default(2),
  do_center_crop: z.boolean().default(false),
  crop_size: size.optional(),
  crop_pct: z.number().min(0.1).max(1).nullish(),
  do_rescale: z.boolean().default(true),
  rescale_factor: z
    .number()
    .positive()
    .default(1 / 255),
  do_normalize: z.boolean().default(true),
  image_mean: channels.default(0.5),
  image_std: channels.default(0.5),
  do_pad: z.boolean().default(false),
});

/** PIL's numbers of resampling filters. */
const filters = { 0: 'nearest', 1: 'lanczos3', 2: 'linear', 3: 'cubic' } as const;

type ImagePreprocessing = Pick<
  ImageSpec,
  'resize' | 'filter' | 'crop' | 'scale' | 'mean' | 'deviation'
>;

/**
 * How pictures are prepared, from the repository's `preprocessor_config.json`.
 *
 * @throws input error `unsupported-model` where it is not understood.
 */
export function imagePreprocessing(config: unknown): ImagePreprocessing {
  const parsed = preprocessorSchema.safeParse(config);
  if (!parsed.success) throw unsupported(z.prettifyError(parsed.error));
  const found = parsed.data;
  if (found.do_pad) throw unsupported('it pads pictures, which is not supported');
  const resize = found.do_resize ? resizeOf(found) : ({ to: 'none' } as const);
  const crop = found.do_center_crop ? square(found.crop_size ?? found.size) : null;
  if (crop === null && resize.to !== 'exact') {
    throw unsupported('it leaves pictures of different sizes, which is not supported');
  }
  return {
    resize,
    filter: filterOf(found.resample),
    crop,
    scale: found.do_rescale ? found.rescale_factor : 1,
    mean: found.do_normalize ? three(found.image_mean) : [0, 0, 0],
    deviation: found.do_normalize ? three(found.image_std) : [1, 1, 1],
  };
}

/** A bare number is the shorter side where the middle is cut out afterwards, else both sides. */
function resizeOf(found: z.infer<typeof preprocessorSchema>): ImageSpec['resize'] {
  const { size: wanted, crop_pct: share, do_center_crop: isCropped } = found;
  const shorter = typeof wanted === 'number' ? wanted : wanted.shortest_edge;
  if (shorter === undefined || (typeof wanted === 'number' && !isCropped)) {
    return { to: 'exact', ...square(wanted) };
  }
  return { to: 'shorter-side', pixels: Math.floor(shorter / (share ?? 1)) };
}

function square(wanted: z.infer<typeof size>): { width: number; height: number } {
  if (typeof wanted === 'number') return { width: wanted, height: wanted };
  const width = wanted.width ?? wanted.shortest_edge;
  const height = wanted.height ?? wanted.shortest_edge;
  if (width !== undefined && height !== undefined) return { width, height };
  throw unsupported('its size has neither height and width nor a shortest edge');
}

function three(value: z.infer<typeof channels>): number[] {
  return typeof value === 'number' ? [value, value, value] : value;
}

function filterOf(resample: number): ImageSpec['filter'] {
  const filter = Object.entries(filters).find(([number]) => Number(number) === resample)?.[1];
  if (filter === undefined) throw unsupported(`its resampling filter ${resample} is not known`);
  return filter;
}

function unsupported(why: string) {
  return inputError(
    'unsupported-model',
    `The preprocessor_config.json of this model cannot be followed: ${why}.`,
  );
}
