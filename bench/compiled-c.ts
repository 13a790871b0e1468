import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface CRun {
  /** Of the compiler, besides those for speed. */
  readonly flags: readonly string[];
  /** What the file holds that is the program's first argument, one after the other. */
  readonly data: readonly ArrayBufferView[];
  /** Its other arguments. */
  readonly args: readonly number[];
}

/** The JSON that a program in C prints, compiled here; undefined where no compiler can. */
export async function runC(source: URL, { flags, data, args }: CRun): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'understory-c-'));
  try {
    const program = join(folder, 'program');
    if (!(await compileC(fileURLToPath(source), program, flags))) return undefined;
    const path = join(folder, 'data');
    const file = await open(path, 'w');
    for (const { buffer, byteOffset, byteLength } of data) {
      await file.writeFile(new Uint8Array(buffer, byteOffset, byteLength));
    }
    await file.close();
    const { stdout } = await run(program, [path, ...args.map(String)]);
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function compileC(source: string, program: string, flags: readonly string[]) {
  const args = ['-O3', ...flags, '-o', program, source, '-lm'];
  return await run(process.env.CC ?? 'cc', args).then(
    () => true,
    () => false,
  );
}
