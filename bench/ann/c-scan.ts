import { z } from 'zod';
import { runC } from '../compiled-c.ts';
import type { Matrix } from './clustered.ts';

const figuresSchema = z.object({ float: z.number(), bytes: z.number() });

/** Milliseconds of CPU a query. */
export type CScanFigures = z.infer<typeof figuresSchema>;

/** The scan as a loop in C with AVX2; undefined where there is no compiler for it. */
export async function cScan(
  data: Matrix,
  asked: Matrix,
  rounds: number,
): Promise<CScanFigures | undefined> {
  const answer = await runC(new URL('./scan.c', import.meta.url), {
    flags: ['-mavx2', '-mfma'],
    data: [data.numbers, asked.numbers],
    args: [data.count, data.dims, asked.count, rounds],
  });
  return figuresSchema.optional().parse(answer);
}
