import type { Model } from '../../runtime/model.ts';
import { encodeImage } from './encode-image.ts';
import { encodeText } from './encode-text.ts';
import type { EncoderSpec } from './encoder-spec.ts';

const side = 64;

/**
 * Encodes one picture or text, so that a model that cannot work is found out when it is added.
 *
 * @returns the number of dimensions of its vectors.
 * @throws the errors of `encodeImage` and `encodeText`.
 */
export async function trial(model: Model, spec: EncoderSpec): Promise<number> {
  if (spec.kind === 'text') return (await encodeText(model, 'a cup of tea', spec)).length;
  const data = Uint8Array.from({ length: side * side * 3 }, (_, index) => (index * 37) % 256);
  const raster = { width: side, height: side, channels: 3, data } as const;
  return (await encodeImage(model, raster, spec)).length;
}
