/** Cookies of the format: with and without containers of runs. */
const withRuns = 12347;
const withoutRuns = 12346;

/**
 * The numbers of a serialised 32-bit Roaring bitmap.
 * https://github.com/RoaringBitmap/RoaringFormatSpec
 *
 * @throws RangeError where the bytes are none.
 */
export function numbersOfRoaring(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cookie = view.getUint32(0, true);
  const hasRuns = (cookie & 0xffff) === withRuns;
  if (!hasRuns && cookie !== withoutRuns) throw new RangeError('It is not a Roaring bitmap.');
  const containers = hasRuns ? (cookie >>> 16) + 1 : view.getUint32(4, true);
  const flagsAt = hasRuns ? 4 : 8;
  const headsAt = hasRuns ? flagsAt + Math.ceil(containers / 8) : flagsAt;
  const hasOffsets = !hasRuns || containers >= 4;
  const isRun = (container: number) =>
    hasRuns && ((view.getUint8(flagsAt + (container >> 3)) >> (container & 7)) & 1) === 1;

  const numbers: number[] = [];
  let at = headsAt + containers * 4 + (hasOffsets ? containers * 4 : 0);
  for (let container = 0; container < containers; container += 1) {
    const high = view.getUint16(headsAt + container * 4, true) * 0x10000;
    const count = view.getUint16(headsAt + container * 4 + 2, true) + 1;
    if (isRun(container)) {
      const runs = view.getUint16(at, true);
      for (let run = 0; run < runs; run += 1) {
        const first = high + view.getUint16(at + 2 + run * 4, true);
        const length = view.getUint16(at + 4 + run * 4, true);
        for (let number = first; number <= first + length; number += 1) numbers.push(number);
      }
      at += 2 + runs * 4;
    } else if (count <= 4096) {
      for (let index = 0; index < count; index += 1) {
        numbers.push(high + view.getUint16(at + index * 2, true));
      }
      at += count * 2;
    } else {
      for (let bit = 0; bit < 0x10000; bit += 1) {
        if ((view.getUint8(at + (bit >> 3)) >> (bit & 7)) & 1) numbers.push(high + bit);
      }
      at += 8192;
    }
  }
  return numbers;
}
