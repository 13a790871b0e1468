/**
 * Solves `A x = b` for a symmetric positive definite matrix by Cholesky's decomposition (Golub and
 * Van Loan, "Matrix Computations", 4th edition, 4.2.3).
 *
 * @param matrix Rows of `A`, `[n, n]`; only the lower triangle is read.
 * @throws RangeError Where the matrix is not positive definite.
 */
export function solvePositiveDefinite(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] {
  const lower: number[][] = [];
  for (const [row, given] of matrix.entries()) {
    const own: number[] = [];
    lower.push(own);
    for (let column = 0; column <= row; column += 1) {
      const other = lower[column] ?? [];
      let rest = given[column] ?? 0;
      for (let at = 0; at < column; at += 1) rest -= (own[at] ?? 0) * (other[at] ?? 0);
      if (column < row) own.push(rest / (other[column] ?? 0));
      else if (rest > 0) own.push(Math.sqrt(rest));
      else throw new RangeError(`The matrix is not positive definite in row ${row}: ${rest}.`);
    }
  }
  return backward(lower, forward(lower, right));
}

function forward(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const solved: number[] = [];
  for (const [row, own] of lower.entries()) {
    let rest = right[row] ?? 0;
    for (let at = 0; at < row; at += 1) rest -= (own[at] ?? 0) * (solved[at] ?? 0);
    solved.push(rest / (own[row] ?? 0));
  }
  return solved;
}

function backward(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const solved = [...right];
  for (let row = lower.length - 1; row >= 0; row -= 1) {
    let rest = solved[row] ?? 0;
    for (let at = row + 1; at < lower.length; at += 1) {
      rest -= (lower[at]?.[row] ?? 0) * (solved[at] ?? 0);
    }
    solved[row] = rest / (lower[row]?.[row] ?? 0);
  }
  return solved;
}
