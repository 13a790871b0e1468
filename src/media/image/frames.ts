/**
 * Frames or pages of an animation, from its container alone and never past `limit`, so that a file
 * with a hundred thousand frames costs nothing. Broken structure ends the count.
 */
export function countFrames(format: string, bytes: Uint8Array, limit: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'gif') return countGif(view, limit);
  if (format === 'webp') return countWebp(view, limit);
  if (format === 'tiff') return countTiff(view, limit);
  return 1;
}

const tableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

/** GIF89a, section 17 on: a screen descriptor, then images and extensions of sub-blocks. */
function countGif(view: DataView, limit: number): number {
  if (view.byteLength < 13) return 1;
  let at = 13 + tableBytes(view.getUint8(10));
  let frames = 0;
  while (at + 10 < view.byteLength && frames < limit) {
    const introducer = view.getUint8(at);
    if (introducer === 0x2c) {
      frames += 1;
      at = skipSubBlocks(view, at + 11 + tableBytes(view.getUint8(at + 9)));
    } else if (introducer === 0x21) {
      at = skipSubBlocks(view, at + 2);
    } else break;
  }
  return Math.max(frames, 1);
}

function skipSubBlocks(view: DataView, start: number): number {
  let at = start;
  while (at < view.byteLength) {
    const size = view.getUint8(at);
    at += 1 + size;
    if (size === 0) break;
  }
  return at;
}

/** RIFF chunks; each `ANMF` is a frame. */
function countWebp(view: DataView, limit: number): number {
  let frames = 0;
  for (let at = 12; at + 8 <= view.byteLength && frames < limit;) {
    if (view.getUint32(at) === 0x414e4d46) frames += 1;
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size % 2);
  }
  return Math.max(frames, 1);
}

/** TIFF 6.0, section 2, and BigTIFF: a chain of directories, which may loop. */
function countTiff(view: DataView, limit: number): number {
  if (view.byteLength < 16) return 1;
  const little = view.getUint8(0) === 0x49;
  const big = view.getUint16(2, little) === 43;
  const pointer = (at: number) =>
    big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little);
  const [countBytes, entryBytes, pointerBytes] = big ? [8, 20, 8] : [2, 12, 4];
  let frames = 0;
  let at = pointer(big ? 8 : 4);
  while (at !== 0 && at + countBytes <= view.byteLength && frames < limit) {
    frames += 1;
    const entries = big ? pointer(at) : view.getUint16(at, little);
    const next = at + countBytes + entries * entryBytes;
    if (next + pointerBytes > view.byteLength) break;
    at = pointer(next);
  }
  return Math.max(frames, 1);
}
