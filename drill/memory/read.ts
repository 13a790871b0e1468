/** Reads a folder and tells its memory while shards are computed: HOME FOLDER THREADS. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openContext } from '../../src/app/context.ts';
import { openWorkshop } from '../../src/app/workshop.ts';
import { findRun } from '../../src/extraction/read/run-view.ts';
import { openSource } from '../../src/ingest/sources.ts';
import { answer } from '../../bench/compiled.ts';

export interface MemorySample {
  readonly done: number;
  readonly seconds: number;
  readonly rssBytes: number;
}

const sampleMs = 1000;

const [home = '', folder = '', threads = '2'] = process.argv.slice(2);
const context = await openContext(home);
const workshop = await openWorkshop(context, Number(threads));
try {
  const begun = performance.now();
  const { run, listed } = await workshop.read(await openSource(folder), { prune: false });
  for (;;) {
    const view = await findRun(context.db, run);
    if (!view) throw new Error(`The run ${run} is gone.`);
    const seconds = (performance.now() - begun) / 1000;
    answer({ done: view.done + view.failed, seconds, rssBytes: process.memoryUsage.rss() });
    if (view.state !== 'running' && view.state !== 'listing') break;
    await sleep(sampleMs);
  }
  await listed;
} finally {
  await workshop.close();
  await context.close();
}
process.disconnect();
