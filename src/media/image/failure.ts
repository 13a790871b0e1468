import { inputError, messageOf, type UnderstoryError } from '../../base/errors.ts';
import { endsEarly } from './truncation.ts';

/**
 * The typed reason of a failed decode: `truncated`, `decode-timeout`, `too-many-pixels`,
 * `unsupported-format` or `corrupt`, with the decoder's own words.
 */
export function decodeFailure(error: unknown, format: string, bytes: Uint8Array): UnderstoryError {
  // libvips joins the lines of everything that went wrong; the last is nearest to the cause.
  const lines = messageOf(error).trim();
  const message = lines.split('\n').at(-1) ?? lines;
  const options = { cause: error };
  if (lines.startsWith('timeout')) {
    return inputError(
      'decode-timeout',
      `Decoding this ${format} took too long and was stopped (${lines.split('\n')[0]}). Save it at a smaller size or in a simpler format.`,
      options,
    );
  }
  if (/exceeds pixel limit/.test(lines)) {
    return inputError('too-many-pixels', `This ${format} has more pixels than allowed.`, options);
  }
  if (/premature end|unexpected end|end of file/i.test(lines) || endsEarly(format, bytes)) {
    return inputError(
      'truncated',
      `This ${format} ends before its picture does (${bytes.length} bytes). Copy or download the whole file again.`,
      options,
    );
  }
  if (/not supported|unsupported (?!image format)|not built|operation is blocked/i.test(lines)) {
    return inputError(
      'unsupported-format',
      `This kind of ${format} cannot be decoded (${message}). Save it as JPEG, PNG or WebP.`,
      options,
    );
  }
  return inputError(
    'corrupt',
    `Expected a valid ${format}, but decoding failed (${message}). Export or download it again.`,
    options,
  );
}
