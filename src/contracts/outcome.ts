/**
 * What an extractor says of one unit. Abstaining is a value: the extractor looked and has nothing
 * to say. Failing means that it could not look.
 */
export type Outcome<Value> =
  | { readonly status: 'ok'; readonly value: Value }
  | { readonly status: 'abstained'; readonly reason: string }
  | { readonly status: 'failed'; readonly reason: string };

export function ok<Value>(value: Value): Outcome<Value> {
  return { status: 'ok', value };
}

/** @param reason A short sentence for people: `no text`, `no box is larger than 3 % of the image`. */
export function abstain(reason: string): Outcome<never> {
  return { status: 'abstained', reason };
}

export function fail(reason: string): Outcome<never> {
  return { status: 'failed', reason };
}
