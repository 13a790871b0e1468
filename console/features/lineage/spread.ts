/**
 * Places as near to the wished ones as can be, in the same order, each at least its gap after the
 * one before: least squares under an order, by pooling neighbours that violate it (Barlow et al.
 * 1972).
 *
 * @param gaps The least distance of each place from the one before; the first is not looked at.
 */
export function spread(wished: readonly number[], gaps: readonly number[]): number[] {
  const offsets: number[] = [];
  wished.forEach((_, at) => offsets.push(at === 0 ? 0 : (offsets[at - 1] ?? 0) + (gaps[at] ?? 0)));
  const pools: { sum: number; count: number }[] = [];
  wished.forEach((wish, at) => {
    let pool = { sum: wish - (offsets[at] ?? 0), count: 1 };
    for (let last = pools.at(-1); last !== undefined; last = pools.at(-1)) {
      if (last.sum / last.count <= pool.sum / pool.count) break;
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  });
  return pools
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((place, at) => place + (offsets[at] ?? 0));
}
