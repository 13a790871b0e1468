/** One object: its path below the root, parts separated by slashes. */
export interface ObjectHead {
  readonly path: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** The objects below a root, be it a folder or a prefix of an S3 bucket. */
export interface Objects {
  /** Where they are, to be shown. */
  readonly root: string;
  /** All objects whose path begins so, in no order. */
  list(prefix: string): Promise<ObjectHead[]>;
  /** The bytes of an object; undefined where there is none. */
  find(path: string): Promise<Uint8Array | undefined>;
  put(path: string, bytes: Uint8Array): Promise<void>;
  /** Writes an object only where there is none: whether it did. */
  putIfAbsent(path: string, bytes: Uint8Array): Promise<boolean>;
  /** Nothing happens where there is none. */
  delete(path: string): Promise<void>;
}
