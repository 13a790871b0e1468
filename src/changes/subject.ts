import type { Change } from '../contracts/changes.ts';

/** The signal that a change is about, where it is about one. */
export function signalOf({ data }: Change): string | undefined {
  return 'signal' in data ? data.signal : undefined;
}

/** The subject of its event: a version of a signal, a signal, a model, or an item where it is one. */
export function subjectOf({ data }: Change): string | undefined {
  if ('signal' in data) {
    return 'version' in data ? `${data.signal}@${data.version}` : data.signal;
  }
  if ('model' in data) return data.model;
  return data.items.length === 1 ? data.items[0] : undefined;
}
