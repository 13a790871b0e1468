import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Matrix } from './clustered.ts';

const run = promisify(execFile);

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
  const flags = ['-O3', '-mavx2', '-mfma', '-o', program, source, '-lm'];
  const compiled = await run(process.env.CC ?? 'cc', flags).then(
    () => true,
    () => false,
  );
  if (!compiled) return undefined;
  const numbers = join(folder, 'numbers');
  const file = await open(numbers, 'w');
  for (const matrix of [data, asked]) await file.writeFile(new Uint8Array(matrix.numbers.buffer));
  await file.close();
  const sizes = [data.count, data.dims, asked.count, rounds].map(String);
  const { stdout } = await run(program, [numbers, ...sizes]);
  return figuresSchema.parse(JSON.parse(stdout));
}
