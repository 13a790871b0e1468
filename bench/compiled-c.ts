import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Compiles a program in C; whether there is a compiler that can. */
export async function compileC(
  source: string,
  program: string,
  flags: readonly string[],
): Promise<boolean> {
  const args = ['-O3', ...flags, '-o', program, source, '-lm'];
  return await run(process.env.CC ?? 'cc', args).then(
    () => true,
    () => false,
  );
}

/** The JSON that a program prints. */
export async function answerOf(program: string, args: readonly string[]): Promise<unknown> {
  const { stdout } = await run(program, [...args]);
  return JSON.parse(stdout);
}
