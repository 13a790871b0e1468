import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { inputError, messageOf } from '../../base/errors.ts';
import { planFileSchema, planSchemaName, type PlanFile } from '../../contracts/backfill-plan.ts';
import type { WorkPlan } from './plan.ts';

export async function writePlanFile(
  path: string,
  job: string,
  { ref, definition, items, bytes, shards }: WorkPlan,
): Promise<void> {
  const plan: PlanFile = {
    schema: planSchemaName,
    job,
    ref,
    definition,
    items,
    bytes,
    shards: [...shards],
  };
  // Another file until it is whole: a reader never sees half a plan.
  const half = `${path}.${process.pid}.part`;
  await writeFile(half, `${JSON.stringify(plan, null, 1)}\n`);
  await rename(half, path);
}

/** @throws input `plan-file`, saying what is wrong with it */
export async function readPlanFile(path: string): Promise<PlanFile> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw inputError('plan-file', `The plan ${path} cannot be read: ${messageOf(cause)}`, {
      cause,
    });
  }
  const named = z.object({ schema: z.string() }).safeParse(json).data?.schema;
  if (named !== planSchemaName) {
    throw inputError(
      'plan-file',
      `Expected a plan of the schema ${planSchemaName}, got ${named ?? 'a file without one'}: ` +
        '`understory signals backfill NAME@V --emit-plan FILE` writes one.',
    );
  }
  const parsed = planFileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw inputError('plan-file', `The plan ${path} is damaged: ${z.prettifyError(parsed.error)}`);
}
