/** Bytes of a value by TIFF 6.0 field type 1..12. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

const short = 3;
const stripOffsets = 273;
const stripByteCounts = 279;

/**
 * Whether the first directory of a TIFF, a value that it points to, or a strip of the picture lies
 * beyond the end of the file (TIFF 6.0, section 2). Only the header of a BigTIFF is looked at.
 */
export function tiffEndsEarly(view: DataView): boolean {
  if (view.byteLength < 16) return true;
  const little = view.getUint8(0) === 0x49;
  if (view.getUint16(2, little) !== 42) return false;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return true;
  const entries = view.getUint16(directory, little);
  if (directory + 2 + entries * 12 + 4 > view.byteLength) return true;
  const strips = new Map<number, number[]>();
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12;
    const tag = view.getUint16(at, little);
    const type = view.getUint16(at + 2, little);
    const count = view.getUint32(at + 4, little);
    const size = typeBytes[type] ?? 0;
    const from = size * count > 4 ? view.getUint32(at + 8, little) : at + 8;
    if (from + size * count > view.byteLength) return true;
    if (tag !== stripOffsets && tag !== stripByteCounts) continue;
    const read = (index: number) =>
      type === short
        ? view.getUint16(from + index * 2, little)
        : view.getUint32(from + index * 4, little);
    if (size * count >= count * 2)
      strips.set(
        tag,
        Array.from({ length: count }, (_, i) => read(i)),
      );
  }
  const lengths = strips.get(stripByteCounts) ?? [];
  return (strips.get(stripOffsets) ?? []).some(
    (offset, strip) => offset + (lengths[strip] ?? 0) > view.byteLength,
  );
}
