/** Bounds of one fetch, redirects included. */
export interface FetchLimits {
  readonly connectTimeoutMs: number;
  /** Silence of a server before the headers or inside the body. */
  readonly idleTimeoutMs: number;
  readonly totalTimeoutMs: number;
  /** Of the body as it is after decompression. */
  readonly maxBytes: number;
  readonly maxRedirects: number;
}

export const defaultFetchLimits: FetchLimits = {
  connectTimeoutMs: 10_000,
  idleTimeoutMs: 15_000,
  totalTimeoutMs: 120_000,
  maxBytes: 100 * 2 ** 20,
  maxRedirects: 5,
};
