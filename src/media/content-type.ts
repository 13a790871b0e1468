import type { Medium } from '../contracts/item.ts';

/** What the first bytes of a file say it is. */
export interface ContentType {
  readonly medium: Medium;
  /** A short word for the format: `jpeg`, `heic`, `mp4`. */
  readonly format: string;
  /** The media type to serve it with. */
  readonly mime: string;
}

/** Bytes from the start of a file that `sniffContent` looks at. */
export const sniffedBytes = 1024;

interface Signature {
  readonly at: number;
  /** Latin-1 characters. */
  readonly bytes: string;
  readonly also?: { readonly at: number; readonly bytes: string };
  readonly is: ContentType;
}

const image = (format: string, mime = `image/${format}`): ContentType => ({
  medium: 'image',
  format,
  mime,
});
const video = (format: string, mime = `video/${format}`): ContentType => ({
  medium: 'video',
  format,
  mime,
});

const signatures: readonly Signature[] = [
  { at: 0, bytes: '\xff\xd8\xff', is: image('jpeg') },
  { at: 0, bytes: '\x89PNG\r\n\x1a\n', is: image('png') },
  { at: 0, bytes: 'GIF87a', is: image('gif') },
  { at: 0, bytes: 'GIF89a', is: image('gif') },
  { at: 0, bytes: 'RIFF', also: { at: 8, bytes: 'WEBP' }, is: image('webp') },
  { at: 0, bytes: 'II*\0', is: image('tiff') },
  { at: 0, bytes: 'MM\0*', is: image('tiff') },
  { at: 0, bytes: 'II+\0', is: image('tiff') },
  { at: 0, bytes: 'MM\0+', is: image('tiff') },
  { at: 0, bytes: 'BM', also: { at: 6, bytes: '\0\0\0\0' }, is: image('bmp') },
  { at: 0, bytes: '\0\0\x01\0', is: image('ico', 'image/x-icon') },
  { at: 0, bytes: '8BPS', is: image('psd', 'image/vnd.adobe.photoshop') },
  { at: 0, bytes: '\xff\x0a', is: image('jxl') },
  { at: 0, bytes: '\0\0\0\x0cJXL \r\n\x87\n', is: image('jxl') },
  { at: 0, bytes: '\0\0\0\x0cjP  \r\n\x87\n', is: image('jp2') },
  { at: 0, bytes: 'RIFF', also: { at: 8, bytes: 'AVI ' }, is: video('avi', 'video/x-msvideo') },
  { at: 0, bytes: '\x1aE\xdf\xa3', is: video('matroska', 'video/x-matroska') },
  { at: 0, bytes: 'FLV\x01', is: video('flv', 'video/x-flv') },
  { at: 0, bytes: 'OggS', also: { at: 29, bytes: 'theora' }, is: video('ogg') },
  { at: 0, bytes: '0&\xb2u\x8ef\xcf\x11', is: video('asf', 'video/x-ms-asf') },
  { at: 0, bytes: '\0\0\x01\xba', is: video('mpeg') },
  { at: 0, bytes: '\0\0\x01\xb3', is: video('mpeg') },
  { at: 0, bytes: 'G', also: { at: 188, bytes: 'G' }, is: video('mpegts', 'video/mp2t') },
  { at: 4, bytes: 'moov', is: video('mov', 'video/quicktime') },
  { at: 4, bytes: 'mdat', is: video('mov', 'video/quicktime') },
  { at: 4, bytes: 'wide', is: video('mov', 'video/quicktime') },
];

/** What a file is by its content, whatever its name; undefined for anything but image and video. */
export function sniffContent(bytes: Uint8Array): ContentType | undefined {
  const head = Buffer.from(bytes.subarray(0, sniffedBytes)).toString('latin1');
  const found = signatures.find(
    ({ at, bytes: expected, also }) =>
      head.startsWith(expected, at) && (also === undefined || head.startsWith(also.bytes, also.at)),
  );
  if (found?.is.format === 'matroska') return head.includes('webm') ? video('webm') : found.is;
  if (found) return found.is;
  if (head.startsWith('ftyp', 4)) return sniffBrands(head);
  return isSvg(head) ? image('svg', 'image/svg+xml') : undefined;
}

/** The medium of a file by its content. */
export function sniffMedium(bytes: Uint8Array): Medium | undefined {
  return sniffContent(bytes)?.medium;
}

const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** ISO/IEC 14496-12: a `ftyp` box holds a major brand, a version and compatible brands. */
function sniffBrands(head: string): ContentType {
  const major = head.slice(8, 12);
  const boxBytes = Buffer.from(head.slice(0, 4), 'latin1').readUInt32BE();
  const brands = (head.slice(8, boxBytes).match(/.{4}/gs) ?? []).filter((_, i) => i !== 1);
  if (brands.includes('avif') || brands.includes('avis')) return image('avif');
  if (heicBrands.includes(major)) return image('heic');
  if (major === 'crx ') return image('cr3', 'image/x-canon-cr3');
  if (major === 'qt  ') return video('mov', 'video/quicktime');
  return video('mp4');
}

function isSvg(head: string): boolean {
  const text = head
    .replace(/^\xef\xbb\xbf/, '')
    .replaceAll('\0', '')
    .trimStart();
  return text.startsWith('<') && /<svg[\s/>]|<!doctype svg/i.test(text);
}
