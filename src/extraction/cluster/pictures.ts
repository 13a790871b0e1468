/** A content with the item whose signals speak for it; its other items have the same assets. */
export interface Representative {
  readonly content: string;
  readonly item: string;
  readonly assets: readonly { readonly digest: string; readonly medium: string }[];
}

/** All pictures that near-duplicates are looked for among, in flat arrays. */
export interface Pictures {
  readonly contents: readonly string[];
  /** For each picture the position of its content. */
  readonly contentOf: Uint32Array;
  /** For each picture the digest of its file; empty for a frame of a video. */
  readonly files: readonly string[];
  /** Eight words for each of `hashed`. */
  readonly hashes: Uint32Array;
  /** Positions of the pictures that have a hash worth comparing. */
  readonly hashed: Uint32Array;
  /** L2-normalised, `[embedded.length, dims]`. */
  readonly vectors: Float32Array;
  readonly dims: number;
  /** Positions of the pictures that have an embedding and a file. */
  readonly embedded: Uint32Array;
}
