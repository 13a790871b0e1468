import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../src/base/errors.ts';
import type { HostName, Network } from './network.ts';
import { until, type Observer } from './observer.ts';

export interface Victim {
  readonly host: HostName;
  readonly pid: number;
}

export interface Outage {
  readonly host: HostName;
  /** From the cut until the database had given up the last session of the host. */
  readonly noticedSeconds: number;
  readonly lastedSeconds: number;
  /** From the link's return until the worker had announced itself again. */
  readonly backSeconds: number;
  /** When the link was back, in milliseconds since 1970. */
  readonly endedAt: number;
}

/** The database has given up a lost host after 20 s; a busy machine is given more. */
const noticeLimitSeconds = 40;
const backLimitSeconds = 60;

/** After the database has noticed, so long for others to take the work over. */
const furtherMs = 10_000;

/** Cuts a worker off as soon as it has begun a shard of that job, for longer than it is waited for. */
export async function cutOff(
  { host, pid }: Victim,
  job: string,
  network: Network,
  observer: Observer,
): Promise<Outage> {
  const address = network.addressOf(host);
  await until(`${host} has begun a ${job}`, () => observer.holdsShard(job, pid), 180);
  await network.cut(host);
  const begun = performance.now();
  try {
    const noticedSeconds = await until(
      `the database has given up ${host}`,
      async () => (await observer.sessionsOf(address)) === 0,
      noticeLimitSeconds,
    );
    await sleep(furtherMs);
    const lastedSeconds = (performance.now() - begun) / 1000;
    await network.join(host);
    const endedAt = Date.now();
    const backSeconds = await until(
      `${host} has announced itself again`,
      async () => (await observer.sessionsOf(address, true)) > 0,
      backLimitSeconds,
    );
    return { host, noticedSeconds, lastedSeconds, backSeconds, endedAt };
  } catch (error) {
    const sessions = await observer.describeSessions(address);
    await network.join(host);
    throw new Error(`${messageOf(error)}; its sessions: ${sessions}`, { cause: error });
  }
}

export function outageText({ host, noticedSeconds, lastedSeconds, backSeconds }: Outage): string {
  const [noticed, lasted, back] = [noticedSeconds, lastedSeconds, backSeconds].map((seconds) =>
    seconds.toFixed(1),
  );
  return `${host} was cut off for ${lasted} s; its sessions were given up after ${noticed} s; announced again ${back} s after it was back`;
}
