import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/understory.js', import.meta.url));

function start(home: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, '--home', home, ...args], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** Runs a command of the program as a process, to its end. @throws where it fails */
export async function runProgram(home: string, args: readonly string[]): Promise<void> {
  const child = start(home, args);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-2000);
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`understory ${args.join(' ')} ended with ${code}: ${said}`);
}

/** `understory worker` with one thread, once it works. */
export async function startWorker(home: string): Promise<{ stop(): Promise<void> }> {
  const child = start(home, ['worker', '--threads', '1']);
  const ended = once(child, 'exit');
  const said = child.stderr?.setEncoding('utf8').iterator({ destroyOnReturn: false }) ?? [];
  for await (const text of said) {
    if (!String(text).includes('Working')) continue;
    child.stderr?.resume();
    return {
      async stop() {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error('The worker ended before it worked.');
}
