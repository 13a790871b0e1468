import { createRequire } from 'node:module';
import { z } from 'zod';
import { neighbours } from './contenders.ts';
import { rowOf, type Matrix } from './clustered.ts';

interface HnswIndex {
  initIndex(elements: number, m: number, efConstruction: number): void;
  addPoint(point: number[], label: number): void;
  setEf(ef: number): void;
  searchKnn(
    query: number[],
    limit: number,
    filter?: (label: number) => boolean,
  ): { readonly neighbors: readonly number[] };
}

type HnswlibModule = {
  readonly HierarchicalNSW: new (space: 'ip', dims: number) => HnswIndex;
};

const moduleSchema = z.custom<HnswlibModule>(
  (value) => typeof value === 'object' && value !== null && 'HierarchicalNSW' in value,
);

/** A graph of hnswlib-node with as many links as the others, from where it was installed. */
export function buildHnswlib(data: Matrix, folder: string) {
  const { HierarchicalNSW } = moduleSchema.parse(createRequire(import.meta.url)(folder));
  const index = new HierarchicalNSW('ip', data.dims);
  index.initIndex(data.count, 16, 64);
  for (let row = 0; row < data.count; row += 1) index.addPoint([...rowOf(data, row)], row);
  return (ef: number, filter?: (row: number) => boolean) => (query: Float32Array) => {
    index.setEf(ef);
    return index.searchKnn([...query], neighbours, filter).neighbors;
  };
}
