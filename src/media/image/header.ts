import { inputError } from '../../base/errors.ts';
import { sniffContent } from '../content-type.ts';
import { sharp } from './engine.ts';
import { decodeFailure } from './failure.ts';
import { countFrames } from './frames.ts';
import type { ImageLimits } from './limits.ts';

/** What a picture says of itself before it is decoded. */
export interface ImageHeader {
  readonly format: ImageFormat;
  /** Pixels of the upright picture. */
  readonly width: number;
  readonly height: number;
  /** Frames of an animation or pages of a document. */
  readonly frames: number;
  readonly hasAlpha: boolean;
}

const imageFormats = ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const;

/** The formats that are decoded. */
export type ImageFormat = (typeof imageFormats)[number];

/** Channels of CMYK with alpha, the most that a picture for people has. */
const maxChannels = 5;

/**
 * Reads and checks the header. Throws an input error with the code `empty-file`, `too-large`,
 * `svg-refused`, `unsupported-format`, `too-many-frames`, `too-many-pixels`, `truncated` or
 * `corrupt`.
 */
export async function readHeader(bytes: Uint8Array, limits: ImageLimits): Promise<ImageHeader> {
  if (bytes.length === 0) {
    throw inputError('empty-file', 'Expected a picture, got a file of 0 bytes.');
  }
  if (bytes.length > limits.maxBytes) {
    throw inputError(
      'too-large',
      `Expected a picture of at most ${limits.maxBytes} bytes, got ${bytes.length}. Save it smaller.`,
    );
  }
  const format = decodableFormat(bytes);
  const frames = countFrames(format, bytes, limits.maxFrames + 1);
  if (frames > limits.maxFrames) {
    throw inputError(
      'too-many-frames',
      `Expected at most ${limits.maxFrames} frames or pages, got more. Use a video or fewer frames.`,
    );
  }
  const { width, height, hasAlpha } = await readDimensions(bytes, format);
  if (width * height > limits.maxPixels) {
    throw inputError(
      'too-many-pixels',
      `Expected at most ${limits.maxPixels} pixels, got ${width}×${height}. Save it smaller.`,
    );
  }
  return { format, width, height, frames, hasAlpha };
}

function decodableFormat(bytes: Uint8Array): ImageFormat {
  const format = sniffContent(bytes)?.format;
  const known = imageFormats.find((each) => each === format);
  if (known) return known;
  if (format === 'svg') {
    throw inputError(
      'svg-refused',
      'SVG is a program for a renderer and is not accepted from outside. Save the picture as PNG or WebP.',
    );
  }
  throw inputError(
    'unsupported-format',
    `Expected ${imageFormats.join(', ')} by content, got ${format ?? 'something that is no picture'}. Convert it to JPEG, PNG or WebP.`,
  );
}

async function readDimensions(bytes: Uint8Array, format: ImageFormat) {
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw decodeFailure(error, format, bytes);
    });
  if (metadata.channels > maxChannels) {
    throw inputError(
      'unsupported-format',
      `Expected at most ${maxChannels} channels, got ${metadata.channels}. Save it as RGB.`,
    );
  }
  return { ...metadata.autoOrient, hasAlpha: metadata.hasAlpha };
}
