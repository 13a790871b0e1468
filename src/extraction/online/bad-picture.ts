import { inputError, UnderstoryError } from '../../base/errors.ts';
import type { BadPicture } from './answer.ts';

/** What decoding says of a picture; anything else went wrong here, and may name places of this machine. */
const faultsOfPictures = new Set([
  'corrupt',
  'decode-timeout',
  'empty-file',
  'svg-refused',
  'too-large',
  'too-many-frames',
  'too-many-pixels',
  'truncated',
  'unsupported-format',
]);

/** A picture that cannot be decoded, as the error of whoever sent it. */
export function badPictureError({ code, message }: Omit<BadPicture, 'kind'>): UnderstoryError {
  if (faultsOfPictures.has(code)) return inputError(code, message);
  return new UnderstoryError(
    'dependency',
    'decoder-failed',
    `The picture could not be decoded here (${code}); the log says why. Try again, or with another file.`,
  );
}
