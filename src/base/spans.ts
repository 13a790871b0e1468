export type SpanAttributes = Readonly<Record<string, string | number>>;

/** Takes down what is done for whoever waits, each piece within the one that asked for it. */
export interface SpanRecorder {
  within<T>(name: string, attributes: SpanAttributes, work: () => Promise<T>): Promise<T>;
  /** A piece that has just ended. */
  note(name: string, tookMs: number, attributes: SpanAttributes): void;
}

let recorder: SpanRecorder | undefined;

/** Has all spans of this process recorded from now on; undefined for none, as it begins. */
export function recordSpans(by: SpanRecorder | undefined): void {
  recorder = by;
}

/** Does a piece of work, as a span where spans are recorded. */
export async function inSpan<T>(
  name: string,
  attributes: SpanAttributes,
  work: () => Promise<T>,
): Promise<T> {
  return recorder ? await recorder.within(name, attributes, work) : await work();
}

/** A span of work that has just ended, where spans are recorded. */
export function noteSpan(name: string, tookMs: number, attributes: SpanAttributes): void {
  recorder?.note(name, tookMs, attributes);
}
