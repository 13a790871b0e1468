import { mkdir, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { homeAt } from '../../src/base/home.ts';
import { decodeImage } from '../../src/media/image/decode.ts';
import { sharp } from '../../src/media/image/engine.ts';
import { openModelByName } from '../../src/models/open.ts';
import type { Model } from '../../src/runtime/model.ts';
import { safety } from '../../src/signals/safety.ts';
import type { Safety } from '../../src/signals/safety/judge.ts';

/**
 * How the safety of pictures falls on pictures that are known to be innocent:
 *
 *     node --import tsx bench/safety/measure.ts FOLDER... [openmoji]
 *
 * prints, for each folder of JPEG or PNG files and for every second drawing of OpenMoji, how many
 * pictures are in each tier, how many are photos and drawings, and how many reach thresholds.
 */
async function measure(source: string, model: Model): Promise<void> {
  const found: Safety[] = [];
  for await (const bytes of picturesOf(source)) {
    const { width, height, rasters } = await decodeImage(bytes, safety.rasters);
    const item = { id: source, text: { tags: [] }, attributes: {} };
    const outcome = await safety.extract?.(
      { item, part: '', image: { width, height, rasters }, signals: {} },
      { model: () => Promise.resolve(model), once: (_key, compute) => compute() },
    );
    if (outcome?.status === 'ok') found.push(outcome.value);
  }
  const count = (test: (value: Safety) => boolean) => found.filter(test).length;
  print(`${source}: ${found.length} pictures`);
  for (const tier of ['safe', 'sensitive', 'unsafe']) {
    print(`  ${tier} ${count((value) => value.tier === tier)}`);
  }
  print(`  drawings ${count(({ medium }) => medium === 'drawing')}`);
  for (const least of [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99]) {
    const porn = count(({ image }) => (image?.porn ?? 0) >= least);
    const hentai = count(({ image }) => (image?.hentai ?? 0) >= least);
    const sexy = count(({ image }) => (image?.sexy ?? 0) >= least);
    const any = count(({ image }) => 1 - (image?.neutral ?? 1) - (image?.drawing ?? 0) >= least);
    print(`  >= ${least}: porn ${porn}, hentai ${hentai}, sexy ${sexy}, any of them ${any}`);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function* picturesOf(source: string): AsyncGenerator<Uint8Array> {
  if (source !== 'openmoji') {
    const files = await readdir(source, { recursive: true });
    for (const file of files.filter((name) => /\.(?:jpe?g|png)$/iu.test(name)).toSorted()) {
      yield await readFile(join(source, file));
    }
    return;
  }
  const root = dirname(createRequire(import.meta.url).resolve('openmoji/package.json'));
  const files = await readdir(join(root, 'color', 'svg'));
  for (const file of files.toSorted().filter((_, index) => index % 2 === 0)) {
    yield await sharp(join(root, 'color', 'svg', file), { density: 300 })
      .png()
      .toBuffer();
  }
}

const { models } = homeAt(undefined);
await mkdir(models, { recursive: true });
const model = await openModelByName('mobilenet-v2-nsfw', models);
for (const source of process.argv.slice(2)) await measure(source, model);
