import type { Model } from '../../src/runtime/model.ts';
import { planesOf } from '../../src/signals/vision/planes.ts';
import { cpuMsOf } from '../cpu-time.ts';
import { openBackbone, openMobilenet } from './networks.ts';
import { decodeSquares, middle, mirrored, plainFeatures, type Picture } from './pictures.ts';

/** Features by `run:layer`, a row a picture. */
export interface FeatureTable {
  readonly categories: readonly string[];
  readonly rows: ReadonlyMap<string, readonly Float32Array[]>;
  /** CPU ms a picture of each run, all its layers computed. */
  readonly costs: ReadonlyMap<string, number>;
}

/** Runs both networks on all pictures in every way that the comparison needs. */
export async function computeFeatures(
  pictures: readonly Picture[],
  progress: (done: number) => void,
): Promise<FeatureTable> {
  const [mobilenet, backbone] = await Promise.all([openMobilenet(), openBackbone()]);
  const rows = new Map<string, Float32Array[]>();
  const costs = new Map<string, number>();
  const add = (key: string, row: Float32Array) => {
    const column = rows.get(key);
    if (column === undefined) rows.set(key, [row]);
    else column.push(row);
  };
  const run = async (name: string, model: Model, image: ReturnType<typeof planesOf>) => {
    const ms = await cpuMsOf(async () => {
      for (const [layer, { data }] of Object.entries(await model.run({ image }))) {
        add(`${name}:${layer}`, Float32Array.from(data, Number));
      }
    });
    costs.set(name, (costs.get(name) ?? 0) + ms / pictures.length);
  };
  for (const [index, picture] of pictures.entries()) {
    const squares = await decodeSquares(picture);
    await run('m', mobilenet, planesOf(squares[224], 'unit'));
    await run('m-mirrored', mobilenet, planesOf(mirrored(squares[224]), 'unit'));
    await run('m-middle', mobilenet, planesOf(await middle(squares[512], 0.75), 'unit'));
    await run('c224', backbone, planesOf(squares[224], 'raw'));
    await run('c224-mirrored', backbone, planesOf(mirrored(squares[224]), 'raw'));
    await run('c320', backbone, planesOf(squares[320], 'raw'));
    await run('c512', backbone, planesOf(squares[512], 'raw'));
    const { pixels, histogram } = await plainFeatures(squares[224]);
    add('pixels', pixels);
    add('histogram', histogram);
    progress(index + 1);
  }
  return { categories: pictures.map(({ category }) => category), rows, costs };
}
