import { processCpuMs } from '../process-cpu.ts';
import { startServer, type ServerProcess } from '../server-process.ts';

/** A server whose look-ups are measured. */
export interface ServedHome extends Pick<ServerProcess, 'address' | 'stop'> {
  /** CPU that it took so far, on Linux; elsewhere NaN. */
  cpuMs(): Promise<number>;
  /** How often tables were asked so far, and copies of them instead. */
  answeredBy(): Promise<{ readonly table: number; readonly copy: number }>;
}

/** @param copyBytes What copies of tables may take of the disk; 0 for none. */
export async function serveHome(home: string, copyBytes: number): Promise<ServedHome> {
  const { address, token, pid, stop } = await startServer(home, ['--threads', '1'], {
    UNDERSTORY_LOOKUP_BYTES: String(copyBytes),
  });
  return {
    address,
    stop,
    cpuMs: () => processCpuMs(pid),
    answeredBy: () => answeredBy(address, token),
  };
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
