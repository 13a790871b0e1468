import { readFile } from 'node:fs/promises';

/** Milliseconds of CPU that another process took so far, all threads, on Linux; elsewhere NaN. */
export async function processCpuMs(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux') return Number.NaN;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
