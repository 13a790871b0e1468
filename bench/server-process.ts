import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../bin/understory.js', import.meta.url));

/** `understory serve` as a process of its own, on any free port. */
export interface ServerProcess {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  readonly token: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/**
 * @param options Of the command.
 * @param environment Beside that of this process.
 */
export async function startServer(
  home: string,
  options: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [program, '--home', home, 'serve', ...options], {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    said += String(text);
    const [, address, token] = /(http:\/\/[^/\s]+)\/\?token=(\S+)/.exec(said) ?? [];
    if (address === undefined || token === undefined) continue;
    return {
      address,
      token,
      pid: child.pid,
      async stop() {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error(`The server ended: ${said}`);
}
