import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/understory.js', import.meta.url));

/** `understory serve` as a process of its own. */
export interface ServedHome {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** CPU that it took so far, on Linux; elsewhere NaN. */
  cpuMs(): Promise<number>;
  /** How often tables were asked so far, and copies of them instead. */
  answeredBy(): Promise<{ readonly table: number; readonly copy: number }>;
  stop(): Promise<void>;
}

/** @param copyBytes What copies of tables may take of the disk; 0 for none. */
export async function serveHome(home: string, copyBytes: number): Promise<ServedHome> {
  const child = spawn(process.execPath, [program, '--home', home, 'serve', '--threads', '1'], {
    env: { ...process.env, NODE_ENV: 'production', UNDERSTORY_LOOKUP_BYTES: String(copyBytes) },
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
      cpuMs: () => cpuMsOf(child.pid),
      answeredBy: () => answeredBy(address, token),
      async stop() {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error(`The server ended: ${said}`);
}

async function answeredBy(address: string, token: string) {
  const response = await fetch(`${address}/metrics`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const text = await response.text();
  const count = (by: string) =>
    Number(
      new RegExp(`^understory_lookup_tables_total\\{answered_by="${by}"\\} (\\d+)`, 'm').exec(
        text,
      )?.[1] ?? 0,
    );
  return { table: count('table'), copy: count('copy') };
}

/** Its 14th and 15th field are hundredths of a second in user and system mode (proc_pid_stat(5)). */
async function cpuMsOf(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux') return Number.NaN;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
