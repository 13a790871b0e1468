/** A picture that a person dropped, pasted or chose; it lives as long as the page does. */
export interface QueryPicture {
  readonly key: number;
  readonly bytes: Blob;
  /** An address for an `img`. */
  readonly url: string;
}

const drawer = new Map<number, QueryPicture>();

/** Pictures kept so that going back finds them. */
const room = 12;

/** Keeps a picture and gives the key that an address can carry. */
export function keepPicture(bytes: Blob): number {
  const key = Date.now();
  drawer.set(key, { key, bytes, url: URL.createObjectURL(bytes) });
  const oldest = drawer.values().next().value;
  if (drawer.size > room && oldest !== undefined) {
    URL.revokeObjectURL(oldest.url);
    drawer.delete(oldest.key);
  }
  return key;
}

/** The picture of that key, or undefined where the page was loaded anew since. */
export function findPicture(key: number): QueryPicture | undefined {
  return drawer.get(key);
}

/** Attributes of an element that takes pictures for itself; elsewhere one that arrives is searched with. */
export const takesPictures = { 'data-takes-pictures': true } as const;

/** Whether a picture that arrives there is for an element of the page. */
export function isTakenBy(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-takes-pictures]') !== null;
}
