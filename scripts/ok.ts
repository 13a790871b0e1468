/**
 * The one gate: `npm run ok` runs every step and stops at the first that objects;
 * `npm run ok -- lint types` runs those named.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from './gate/program-of.ts';
import { steps } from './gate/steps.ts';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  const names = steps.map(({ name }) => name).join(', ');
  process.stderr.write(`There is no step ${unknown.join(', ')}. The steps are: ${names}.\n`);
  process.exit(2);
}

const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const took: string[] = [];
for (const { name, runs, todo } of chosen) {
  process.stdout.write(`── ${name}\n`);
  const started = performance.now();
  for (const args of runs) {
    if (await succeeds(args)) continue;
    process.stdout.write(`\n✗ ${name} failed. ${todo}\n`);
    process.stdout.write(`  This step alone: npm run ok -- ${name}\n`);
    process.exit(1);
  }
  took.push(`${name} ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
process.stdout.write(`\n✓ ok: ${took.join(', ')}\n`);

async function succeeds(args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code === 0;
}
