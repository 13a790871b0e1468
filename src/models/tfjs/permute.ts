import type { Tensor } from '../../runtime/model.ts';

/** A constant with its dimensions in another order: dimension `i` of the result is `order[i]`. */
export function permute(tensor: Tensor, order: readonly number[]): Tensor {
  const dims = order.map((from) => tensor.dims[from] ?? 1);
  const strides = tensor.dims.map((_, axis) =>
    tensor.dims.slice(axis + 1).reduce((product, dim) => product * dim, 1),
  );
  const steps = order.map((from) => strides[from] ?? 1);
  const data = tensor.data.slice();
  const place = dims.map(() => 0);
  let source = 0;
  for (let target = 0; target < data.length; target += 1) {
    data[target] = tensor.data[source] ?? 0;
    for (let axis = dims.length - 1; axis >= 0; axis -= 1) {
      const step = steps[axis] ?? 0;
      const at = (place[axis] ?? 0) + 1;
      if (at < (dims[axis] ?? 1)) {
        place[axis] = at;
        source += step;
        break;
      }
      place[axis] = 0;
      source -= step * (at - 1);
    }
  }
  return { ...tensor, dims, data };
}
