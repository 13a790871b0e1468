import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { answerOf, compileC } from '../compiled-c.ts';
import type { Matrix } from './clustered.ts';

const figuresSchema = z.object({ float: z.number(), bytes: z.number() });

/** Milliseconds of CPU a query. */
export type CScanFigures = z.infer<typeof figuresSchema>;

/**
 * The scan as a loop in C with AVX2, compiled here; undefined where there is no compiler or the
 * processor lacks AVX2.
 */
export async function cScan(
  data: Matrix,
  asked: Matrix,
  folder: string,
  rounds: number,
): Promise<CScanFigures | undefined> {
  const source = fileURLToPath(new URL('./scan.c', import.meta.url));
  const program = join(folder, 'scan');
  if (!(await compileC(source, program, ['-mavx2', '-mfma']))) return undefined;
  const numbers = join(folder, 'numbers');
  const file = await open(numbers, 'w');
  for (const matrix of [data, asked]) await file.writeFile(new Uint8Array(matrix.numbers.buffer));
  await file.close();
  const sizes = [data.count, data.dims, asked.count, rounds].map(String);
  return figuresSchema.parse(await answerOf(program, [numbers, ...sizes]));
}
