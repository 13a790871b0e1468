/**
 * Why a call did not succeed. `problem`: the server refused it and says why (RFC 9457). `network`:
 * no answer came. `timeout`: none came in time. `protocol`: what came is not from this interface.
 */
export type ClientErrorKind = 'problem' | 'network' | 'timeout' | 'protocol';

interface Details {
  /** HTTP status of a problem. */
  readonly status?: number | undefined;
  /** Milliseconds that the server asked to wait. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** Statuses after which the same request may succeed. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** The one error of the client; a call that its caller aborts rejects with the reason given there. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly kind: ClientErrorKind;
  /** A stable word: the problem's own, as `key-expired` or `unknown-signal`, else the kind. */
  readonly code: string;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(kind: ClientErrorKind, code: string, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.code = code;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }

  /** Whether trying again may help. */
  get isPassing(): boolean {
    if (this.kind === 'problem') return passing.has(this.status ?? 0);
    return this.kind === 'network' || this.kind === 'timeout';
  }
}
