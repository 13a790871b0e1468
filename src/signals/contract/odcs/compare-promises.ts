import type { ContractChange, OdcsDocument } from '../../../contracts/odcs.ts';
import { change } from './compare-fields.ts';

type Value = NonNullable<OdcsDocument['slaProperties']>[number]['value'];

/** Promises of which less is better; of others more is. */
const lessIsBetter: ReadonlySet<string> = new Set([
  'freshness',
  'latency',
  'frequency',
  'errorRate',
  'timeToDetect',
  'timeToNotify',
  'timeToRepair',
]);

/** When something ends: the later the better, and never is best. */
const ends: ReadonlySet<string> = new Set(['endOfLife', 'endOfSupport']);

/** How the promises of a contract changed. One that is no longer made is weaker than any. */
export function comparePromises(before: OdcsDocument, after: OdcsDocument): ContractChange[] {
  const [old, now] = [promisesOf(before), promisesOf(after)];
  const changes: ContractChange[] = [];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [from, to] = [old.get(key), now.get(key)];
    const property = from?.property ?? to?.property ?? '';
    const path = `slaProperties.${key}`;
    const [was, is] = [from?.value ?? null, to?.value ?? null];
    if (from && to && from.unit !== to.unit) {
      changes.push(change('unit-changed', path, from.unit ?? null, to.unit ?? null, true));
    } else if (was !== is) {
      changes.push(
        ends.has(property) ? endChange(path, was, is) : promiseChange(path, property, was, is),
      );
    }
  }
  return changes;
}

function endChange(path: string, was: Value, is: Value): ContractChange {
  const earlier = is !== null && (was === null || timeOf(is) < timeOf(was));
  return change(earlier ? 'end-of-life-earlier' : 'end-of-life-later', path, was, is, earlier);
}

function promiseChange(path: string, property: string, was: Value, is: Value): ContractChange {
  const weaker = is === null || (was !== null && !isStronger(property, was, is));
  return change(weaker ? 'promise-weakened' : 'promise-strengthened', path, was, is, weaker);
}

/** What is no number can only be another promise: who relied on it must look. */
function isStronger(property: string, was: Value, is: Value): boolean {
  if (typeof was !== 'number' || typeof is !== 'number') return false;
  return lessIsBetter.has(property) ? is < was : is > was;
}

function promisesOf({ slaProperties = [] }: OdcsDocument) {
  return new Map(
    slaProperties.map((promise) => [
      [promise.property, promise.element, promise.driver].filter(Boolean).join(' '),
      promise,
    ]),
  );
}

function timeOf(value: Value): number {
  const time = Date.parse(String(value));
  return Number.isNaN(time) ? Infinity : time;
}
