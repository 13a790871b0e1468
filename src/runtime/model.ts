/** A dense array of numbers with its shape, row-major. */
export interface Tensor {
  readonly type: 'float32' | 'int32' | 'int64' | 'uint8' | 'bool';
  readonly dims: readonly number[];
  readonly data: Float32Array | Int32Array | BigInt64Array | Uint8Array;
}

export type Tensors = Readonly<Record<string, Tensor>>;

/** A model that is loaded and ready: what an extractor sees of the runtime. */
export interface Model {
  readonly name: string;
  /** Digest of the ONNX file, 64 hex digits. */
  readonly digest: string;
  /** Whether the first dimension of all its inputs and outputs is free, so that runs can be joined. */
  readonly batches?: boolean;
  /** The folder's further files (vocabulary, characters, labels), by name in the manifest. */
  file(name: string): Promise<Uint8Array>;
  run(feeds: Tensors): Promise<Tensors>;
}
