import type { EncoderSpec } from '../../models/hub/encoder-spec.ts';

/**
 * How an encoder's output may become one vector, first as its repository says: tokens may be pooled
 * in two ways; any other output is a vector already, or is pooled in one.
 */
export function poolingsOf({
  pooling,
}: Pick<EncoderSpec, 'pooling'>): readonly [EncoderSpec['pooling'], ...EncoderSpec['pooling'][]] {
  switch (pooling) {
    case 'first':
      return ['first', 'mean'];
    case 'mean':
      return ['mean', 'first'];
    case 'none':
    case 'spatial-mean':
      return [pooling];
  }
}
