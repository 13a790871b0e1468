import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { systemClock } from '../base/clock.ts';
import { homeAt, type Home } from '../base/home.ts';
import { createLogger } from '../base/log.ts';
import type { Stores } from '../extraction/stores.ts';
import { openVectorIndexes, type VectorIndexes } from '../retrieval/indexes/vector-indexes.ts';
import { openDatabase } from '../storage/postgres/database.ts';
import { withKeepalives } from '../storage/postgres/keepalives.ts';
import { announcePresence, type Presence } from '../storage/postgres/presence.ts';
import { startServer, stopServerIfUnused } from '../storage/postgres/server.ts';
import { readIndexSettings } from './index-settings.ts';
import { openStore } from './store/open-store.ts';

/** What every command and the server work with. */
export interface AppContext extends Stores {
  readonly home: Home;
  readonly databaseUrl: string;
  /** This process among those of the installation. */
  readonly process: string;
  readonly presence: Presence;
  readonly indexes: VectorIndexes;
  close(): Promise<void>;
}

/**
 * Opens the installation of a home: its database (started when it is the embedded one and nobody
 * has), its tables and blobs. Closing leaves the database running for others that use it.
 */
export async function openContext(
  homePath: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<AppContext> {
  const home = homeAt(homePath, environment);
  await mkdir(home.lance, { recursive: true });
  const given = environment.DATABASE_URL;
  const external = given === undefined ? undefined : withKeepalives(given, environment);
  const log = createLogger(environment);
  const name = `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;
  const join = async (url: string) => ({
    url,
    presence: await announcePresence(url, name, { log }),
  });
  const { url, presence } =
    external === undefined ? await startServer(home, join) : await join(external);
  const leave = async () => {
    await presence.leave();
    if (external === undefined) await stopServerIfUnused(home, presence.session);
  };
  try {
    const db = await openDatabase(url);
    const store = await openStore({ home, databaseUrl: url, db, environment, clock: systemClock });
    const indexes = openVectorIndexes({
      databaseUrl: url,
      indexes: home.indexes,
      signals: store.signals,
      log,
      clock: systemClock,
      ...readIndexSettings(environment),
    });
    return {
      home,
      databaseUrl: url,
      process: name,
      presence,
      db,
      signals: store.signals,
      indexes,
      blobs: store.blobs,
      log,
      clock: systemClock,
      async close() {
        await indexes.close();
        await store.close();
        await db.destroy();
        await leave();
      },
    };
  } catch (error) {
    await leave();
    throw error;
  }
}
