/** One round of the benchmark: HOME WARM-UP-FOLDER FOLDER THREADS (whole-first|stages-first). */
import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { openContext, type AppContext } from '../../src/app/context.ts';
import { openWorkshop, type Workshop } from '../../src/app/workshop.ts';
import type { RunDetail } from '../../src/contracts/api.ts';
import { findRun, findRunDetail } from '../../src/extraction/read/run-view.ts';
import { openSource } from '../../src/ingest/sources.ts';
import { answer } from '../compiled.ts';
import { measureLoopDelay, type LoopDelay } from '../loop-delay.ts';
import { decodeAlone, inferAlone } from './stages.ts';

export interface Round {
  readonly run: RunDetail;
  /** Of the whole, from the source's listing to the end of the run. */
  readonly seconds: number;
  /** From the first to the last shard: without comparing near-duplicates and merging tables. */
  readonly extractionSeconds: number;
  readonly cpuSeconds: number;
  readonly delay: LoopDelay;
  readonly peakRssBytes: number;
  readonly decodeSeconds: number;
  readonly inferSeconds: number;
}

const [home = '', warmUp = '', folder = '', threads = '2', order] = process.argv.slice(2);
const context = await openContext(home);
const workshop = await openWorkshop(context, Number(threads));
try {
  await readFolder(warmUp, context, workshop);
  const photos = (await readdir(folder)).map((name) => join(folder, name));
  const stages = async () => ({
    decodeSeconds: await decodeAlone(photos, workshop.pools),
    inferSeconds: await inferAlone(photos, workshop.pools),
  });
  const first = order === 'stages-first' ? await stages() : undefined;
  const whole = await measureWhole();
  const round: Round = { ...whole, ...(first ?? (await stages())) };
  answer(round);
} finally {
  await workshop.close();
  await context.close();
}
process.disconnect();

async function measureWhole() {
  const delay = await measureLoopDelay();
  const begun = performance.now();
  const cpu = process.cpuUsage();
  let peakRssBytes = 0;
  const sampling = setInterval(() => {
    peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
  }, 200);
  const { run, extractedAt } = await readFolder(folder, context, workshop);
  clearInterval(sampling);
  const { user, system } = process.cpuUsage(cpu);
  return {
    run,
    seconds: (performance.now() - begun) / 1000,
    extractionSeconds: (extractedAt - begun) / 1000,
    cpuSeconds: (user + system) / 1e6,
    delay: await delay.stop(),
    peakRssBytes,
  };
}

/** Reads a folder to the end of the run, and says when its last item was done. */
async function readFolder(path: string, { db }: AppContext, { read }: Workshop) {
  const { run, listed } = await read(await openSource(path), { prune: false });
  await listed;
  let extractedAt: number | undefined;
  for (;;) {
    const view = await findRun(db, run);
    if (!view) throw new Error(`The run ${run} is gone.`);
    if (view.done + view.failed >= view.due) extractedAt ??= performance.now();
    if (view.state !== 'running' && view.state !== 'listing') break;
    await sleep(100);
  }
  const detail = await findRunDetail(db, run);
  if (detail?.state !== 'done') throw new Error(detail?.error ?? 'the read was not done');
  return { run: detail, extractedAt: extractedAt ?? performance.now() };
}
