import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startCli, type CliProcess } from '../../test/fixtures/run-cli.ts';
import { makeHomeIn } from './make-home.ts';
import type { HostName, Network } from './network.ts';

/** What all hosts share. */
export interface Shared {
  readonly databaseUrl: string;
  readonly endpoint: string;
  readonly store: string;
}

/** Runs commands on hosts, each of which has a home of its own. */
export interface Company {
  start(host: HostName, args: readonly string[]): CliProcess;
  /** @throws Error where the command ends with a fault. */
  run(host: HostName, args: readonly string[]): Promise<string>;
}

/** Any do: the store of the drill checks no signatures. */
export const storeCredentials = {
  AWS_ACCESS_KEY_ID: 'drill',
  AWS_SECRET_ACCESS_KEY: 'drill',
  AWS_REGION: 'us-east-1',
};

export async function openCompany(
  folder: string,
  network: Network,
  { databaseUrl, endpoint, store }: Shared,
): Promise<Company> {
  await mkdir(folder);
  const homes = {
    server: await makeHomeIn(join(folder, 'server')),
    alder: await makeHomeIn(join(folder, 'alder')),
    birch: await makeHomeIn(join(folder, 'birch')),
  };
  const start = (host: HostName, args: readonly string[]) =>
    startCli(args, {
      home: homes[host],
      within: network.within(host),
      env: {
        ...storeCredentials,
        DATABASE_URL: databaseUrl,
        UNDERSTORY_STORE: store,
        AWS_ENDPOINT_URL: endpoint,
      },
    });
  return {
    start,
    async run(host, args) {
      const { code, stdout, stderr } = await start(host, args).ended;
      if (code === 0) return stdout;
      throw new Error(`${args.join(' ')} on ${host} ended with ${code}:\n${stderr.slice(-2000)}`);
    },
  };
}
