/**
 * Solves a symmetric positive definite system (`[n, n]` row by row) by Cholesky's factors.
 *
 * @returns undefined where the matrix is not positive definite, or nearly not.
 */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array | undefined {
  const size = right.length;
  const factor = new Float64Array(matrix.length);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i * size + j] ?? 0;
      for (let k = 0; k < j; k += 1) {
        sum -= (factor[i * size + k] ?? 0) * (factor[j * size + k] ?? 0);
      }
      if (i !== j) {
        factor[i * size + j] = sum / (factor[j * size + j] ?? 1);
        continue;
      }
      if (!(sum > 1e-9 * (matrix[i * size + i] ?? 0))) return undefined;
      factor[i * size + i] = Math.sqrt(sum);
    }
  }
  const solution = Float64Array.from(right);
  for (let i = 0; i < size; i += 1) {
    let sum = solution[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= (factor[i * size + k] ?? 0) * (solution[k] ?? 0);
    solution[i] = sum / (factor[i * size + i] ?? 1);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = solution[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= (factor[k * size + i] ?? 0) * (solution[k] ?? 0);
    solution[i] = sum / (factor[i * size + i] ?? 1);
  }
  return solution;
}
