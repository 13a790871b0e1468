import type { Clock } from '../../base/clock.ts';
import { conflict } from '../../base/errors.ts';
import type { Home } from '../../base/home.ts';
import { storedVersionsOf } from '../../extraction/versions/stored-versions.ts';
import { openBlobs, type Blobs } from '../../storage/blobs.ts';
import { openSignalStore, type SignalStore } from '../../storage/lance/signal-store.ts';
import { openS3 } from '../../storage/objects/open-s3.ts';
import { probeConditionalWrites } from '../../storage/objects/probe.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { claimAlone } from '../../storage/postgres/sole-writer.ts';
import { requireSameStore } from './same-store.ts';
import { readStoreSettings, type StoreSettings } from './store-settings.ts';

/** The data plane of an installation. */
export interface Store {
  readonly signals: SignalStore;
  readonly blobs: Blobs;
  close(): Promise<void>;
}

export interface StorePlace {
  readonly home: Home;
  readonly databaseUrl: string;
  /** Knows the schemas of versions that recipes make, and which were dropped. */
  readonly db: Database;
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
}

/**
 * Opens tables and blobs where the environment says; see `readStoreSettings`.
 *
 * @throws conflict `no-conditional-writes`, `second-writer`, `other-store`, `other-buckets`
 */
export async function openStore({
  home,
  databaseUrl,
  db,
  environment,
  clock,
}: StorePlace): Promise<Store> {
  const settings = readStoreSettings(home, environment);
  await requireSameStore(home, settings);
  const leave = await admitWriter(settings, databaseUrl);
  try {
    const { buckets, copies } = settings;
    const signals = await openSignalStore(settings.lance, {
      ...storedVersionsOf(db),
      clock,
      ...(buckets === undefined ? {} : { buckets }),
    });
    return {
      signals,
      blobs: openBlobs(settings.blobs, { copies }),
      async close() {
        signals.close();
        await leave();
      },
    };
  } catch (error) {
    await leave();
    throw error;
  }
}

/** Every process may write to a folder, and to a store that keeps what is there when it is asked. */
async function admitWriter(
  { url, singleWriter }: StoreSettings,
  databaseUrl: string,
): Promise<() => Promise<void>> {
  const nothing = () => Promise.resolve();
  if (url === undefined) return nothing;
  const objects = await openS3(url);
  try {
    if (await probeConditionalWrites(objects)) return nothing;
  } finally {
    objects.close();
  }
  if (!singleWriter) {
    throw conflict(
      'no-conditional-writes',
      `The store ${url} replaces an object although it is asked to write only where there is none ` +
        '(If-None-Match): two writers would lose rows. Use a store with conditional writes; or set ' +
        'UNDERSTORY_SINGLE_WRITER=1 on every machine, for one process at a time.',
    );
  }
  const leave = await claimAlone(databaseUrl, `sole writer of ${url}`);
  if (leave) return leave;
  throw conflict(
    'second-writer',
    `Another process has the store ${url} open, which has no conditional writes, so that a second ` +
      'would lose rows: end the other first, or use a store with conditional writes.',
  );
}
