import { execFile } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** All that the drill makes in the network of this machine begins so: what a killed one left is found by it. */
const prefix = 'us-drill';
const bridge = `${prefix}-br`;

const hostNames = ['server', 'alder', 'birch'] as const;

export type HostName = (typeof hostNames)[number];

export interface Network {
  /** Of this machine on the bridge, that the hosts reach. */
  readonly address: string;
  addressOf(host: HostName): string;
  /** What starts a program on a host. */
  within(host: HostName): readonly string[];
  /** Takes the link of a host down: what is sent either way is lost, and nobody is told. */
  cut(host: HostName): Promise<void>;
  join(host: HostName): Promise<void>;
  /** Ends what runs on the hosts, and takes them away. */
  close(): Promise<void>;
}

/** A bridge with three hosts on it: network namespaces with addresses that only this machine has. */
export async function openNetwork(): Promise<Network> {
  await removeNetwork();
  const subnet = freeSubnet();
  const addressOf = (host: HostName) => `${subnet}.${hostNames.indexOf(host) + 2}`;
  try {
    await ip('link', 'add', bridge, 'type', 'bridge');
    await ip('addr', 'add', `${subnet}.1/24`, 'dev', bridge);
    await ip('link', 'set', bridge, 'up');
    for (const host of hostNames) {
      const [space, link] = [spaceOf(host), linkOf(host)];
      await ip('netns', 'add', space);
      await ip('link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space);
      await ip('link', 'set', link, 'master', bridge, 'up');
      await ip('-n', space, 'link', 'set', 'lo', 'up');
      await ip('-n', space, 'addr', 'add', `${addressOf(host)}/24`, 'dev', 'eth0');
      await ip('-n', space, 'link', 'set', 'eth0', 'up');
    }
  } catch (error) {
    await removeNetwork();
    throw error;
  }
  return {
    address: `${subnet}.1`,
    addressOf,
    within: (host) => ['ip', 'netns', 'exec', spaceOf(host)],
    cut: (host) => ip('link', 'set', linkOf(host), 'down'),
    join: (host) => ip('link', 'set', linkOf(host), 'up'),
    close: removeNetwork,
  };
}

function spaceOf(host: HostName): string {
  return `${prefix}-${host}`;
}

/** The end of a host's link at the bridge. */
function linkOf(host: HostName): string {
  return `${prefix}${hostNames.indexOf(host)}`;
}

async function removeNetwork(): Promise<void> {
  const { stdout: spaces } = await run('ip', ['netns', 'list']);
  const names = spaces.split('\n').map((line) => line.split(' ')[0]);
  const left = hostNames.map(spaceOf).filter((space) => names.includes(space));
  for (const space of left) {
    const { stdout: pids } = await run('ip', ['netns', 'pids', space]);
    for (const pid of pids.split('\n').filter(Boolean)) kill(Number(pid));
  }
  // Links before their hosts: with a host the kernel takes its link away, some time later.
  const { stdout: links } = await run('ip', ['-o', 'link', 'show']);
  for (const link of [...hostNames.map(linkOf), bridge]) {
    if (new RegExp(`^\\d+: ${link}[@:]`, 'm').test(links)) await ip('link', 'del', link);
  }
  for (const space of left) await ip('netns', 'del', space);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It has ended by itself since it was listed.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function ip(...args: readonly string[]): Promise<void> {
  await run('ip', args);
}

/** One of a private range that this machine is not in. */
function freeSubnet(): string {
  const taken = Object.values(networkInterfaces()).flatMap((each) =>
    (each ?? []).map(({ address }) => address),
  );
  for (let third = 77; third < 100; third += 1) {
    const subnet = `10.231.${third}`;
    if (!taken.some((address) => address.startsWith(`${subnet}.`))) return subnet;
  }
  throw new Error('This machine is in all of 10.231.77.0/24 to 10.231.99.0/24.');
}
