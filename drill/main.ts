/** `npm run drill` lists the drills; `npm run drill -- NAME [ARGUMENTS]` runs one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { drills, type Drill } from './drills.ts';

const [name, ...args] = process.argv.slice(2);
const chosen = drills.find((drill) => drill.name === name);
if (chosen) {
  process.exitCode = await run(chosen);
} else {
  const width = Math.max(...drills.map((drill) => drill.name.length));
  const list = drills.map((drill) => `  ${drill.name.padEnd(width)}  ${drill.about}\n`).join('');
  const usage = `Drills, run as npm run drill -- NAME:\n${list}`;
  if (name === undefined) process.stdout.write(usage);
  else {
    process.stderr.write(`There is no drill "${name}". ${usage}`);
    process.exitCode = 2;
  }
}

async function run({ file, limitMinutes }: Drill): Promise<number> {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    stdio: 'inherit',
    timeout: limitMinutes * 60_000,
  });
  const [code, signal] = await once(child, 'exit');
  if (signal === 'SIGTERM') process.stderr.write(`Ended: it may take ${limitMinutes} minutes.\n`);
  return code === 0 ? 0 : 1;
}
