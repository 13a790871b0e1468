/** Whose fault an error is decides its HTTP status, its exit code and whether a retry can help. */
export const faults = [
  'input',
  'forbidden',
  'not-found',
  'conflict',
  'gone',
  'dependency',
  'model',
  'internal',
] as const;
export type Fault = (typeof faults)[number];

/**
 * The one error of the program. Its message says what was expected, what was got and what to do
 * next, and is safe to show: no stack, no secret.
 */
export class UnderstoryError extends Error {
  override readonly name = 'UnderstoryError';
  readonly fault: Fault;
  /** A short stable word for programs and for counting: `truncated`, `private-address`. */
  readonly code: string;

  constructor(fault: Fault, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
    this.code = code;
  }
}

export function inputError(code: string, message: string, options?: ErrorOptions) {
  return new UnderstoryError('input', code, message, options);
}

export function notFound(code: string, message: string, options?: ErrorOptions) {
  return new UnderstoryError('not-found', code, message, options);
}

/** Who asks may not have it, however it is asked. */
export function forbidden(code: string, message: string, options?: ErrorOptions) {
  return new UnderstoryError('forbidden', code, message, options);
}

export function conflict(code: string, message: string, options?: ErrorOptions) {
  return new UnderstoryError('conflict', code, message, options);
}

/** What was once there, and will not be again. */
export function gone(code: string, message: string, options?: ErrorOptions) {
  return new UnderstoryError('gone', code, message, options);
}

export function dependencyError(code: string, message: string, options?: ErrorOptions) {
  return new UnderstoryError('dependency', code, message, options);
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Why the system refused, in its words and without the path, which the message around it names:
 * `no such file or directory`. The message of anything else that was thrown.
 */
export function reasonOf(error: unknown): string {
  const message = messageOf(error);
  if (!(error instanceof Error && 'syscall' in error)) return message;
  return /^[A-Z0-9]+: (?<reason>[^,]+), /.exec(message)?.groups?.['reason'] ?? message;
}

/** The code of anything thrown: an UnderstoryError's own, a system error's, or `unexpected`. */
export function codeOf(error: unknown): string {
  if (error instanceof UnderstoryError) return error.code;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return error.code.toLowerCase();
  }
  return 'unexpected';
}
