import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { messageOf } from '../../base/errors.ts';
import { entryOf } from '../../base/own-code.ts';
import { ok, warning, type Check } from './check.ts';

const run = promisify(execFile);

const providersSchema = z.array(z.object({ name: z.string(), problem: z.string().nullable() }));

export type Provider = z.infer<typeof providersSchema>[number];

export const gpu: Check = {
  name: 'GPU',
  async run() {
    try {
      const { path, execArgv } = entryOf(import.meta.url, './gpu-probe');
      const { stdout } = await run(process.execPath, [...execArgv, path], {
        timeout: 30_000,
      });
      return ok(describeProviders(providersSchema.parse(JSON.parse(stdout))));
    } catch (error) {
      return warning(
        `looking for GPUs failed: ${messageOf(error)}; signals run on the CPU`,
        'Nothing needs a GPU. If there is one, see whether its driver works.',
      );
    }
  },
};

/** Models run on the CPU whatever there is: a GPU is told of, not used. */
export function describeProviders(providers: readonly Provider[]): string {
  const working = providers.filter(({ problem }) => problem === null).map(({ name }) => name);
  const missing = providers.filter(({ problem }) => problem !== null).map(({ name }) => name);
  const there =
    working.length > 0 ? `${working.join(' and ')} could be opened` : 'none could be opened';
  const tried = missing.length > 0 ? ` (no device or library for ${missing.join(', ')})` : '';
  return `${there}${tried}; signals run on the CPU, which is all they need`;
}
