/** `npm run bench` lists the benchmarks; `npm run bench -- NAME [ARGUMENTS]` runs one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { benches, type Bench } from './benches.ts';

const [name, ...args] = process.argv.slice(2);
const chosen = benches.find((bench) => bench.name === name);
if (chosen) {
  process.exitCode = await run(chosen);
} else {
  const width = Math.max(...benches.map((bench) => bench.name.length));
  const list = benches.map((bench) => `  ${bench.name.padEnd(width)}  ${bench.about}\n`).join('');
  const usage = `Benchmarks, run as npm run bench -- NAME:\n${list}`;
  if (name === undefined) process.stdout.write(usage);
  else {
    process.stderr.write(`There is no benchmark "${name}". ${usage}`);
    process.exitCode = 2;
  }
}

async function run({ file, limitMinutes }: Bench): Promise<number> {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    stdio: 'inherit',
    timeout: limitMinutes * 60_000,
  });
  const [code, signal] = await once(child, 'exit');
  if (signal === 'SIGTERM') {
    process.stderr.write(`Ended: it may take ${limitMinutes} minutes.\n`);
  }
  return code === 0 ? 0 : 1;
}
