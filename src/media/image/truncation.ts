import { tiffEndsEarly } from './tiff-extent.ts';

/**
 * Whether a file that could not be decoded ends before its format says it should. Asked only after
 * a failure: some complete pictures lack an end marker, and decode.
 */
export function endsEarly(format: string, bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tail = Buffer.from(bytes.subarray(-64)).toString('latin1');
  switch (format) {
    case 'jpeg':
      return !tail.includes('\xff\xd9');
    case 'png':
      return !tail.includes('IEND');
    case 'gif':
      return !tail.trimEnd().replace(/\0+$/, '').endsWith(';');
    case 'webp':
      return view.byteLength < 12 || view.byteLength < view.getUint32(4, true) + 8;
    case 'avif':
      return boxesEndEarly(view);
    case 'tiff':
      return tiffEndsEarly(view);
    default:
      return false;
  }
}

/** ISO/IEC 14496-12: top-level boxes tile the file. */
function boxesEndEarly(view: DataView): boolean {
  let at = 0;
  while (at + 8 <= view.byteLength) {
    const size = view.getUint32(at);
    // 0 is "to the end of the file", 1 a 64-bit size after the type.
    if (size === 0) return false;
    const whole = size === 1 && at + 16 <= view.byteLength ? view.getBigUint64(at + 8) : size;
    if (whole < 8) return false;
    at += Number(whole);
  }
  return at !== view.byteLength;
}
