import { z } from 'zod';
import { digestOfJson } from '../../../base/digest.ts';
import { expectationSchema } from '../../../contracts/expectation.ts';
import type { ContractChange, OdcsDocument } from '../../../contracts/odcs.ts';
import type { OdcsQuality } from '../../../contracts/odcs-property.ts';
import { change } from './compare-fields.ts';

/** How what a contract holds its rows to changed: a looser bound is a weaker promise. */
export function compareExpectations(before: OdcsDocument, after: OdcsDocument): ContractChange[] {
  const [old, now] = [expectationsOf(before), expectationsOf(after)];
  const changes: ContractChange[] = [];
  for (const [path, was] of old) {
    const is = now.get(path);
    if (is === undefined) {
      changes.push(change('expectation-weakened', path, jsonOf(was), null, true));
    } else if (digestOfJson(jsonOf(was)) !== digestOfJson(jsonOf(is))) {
      const weaker = isWeaker(was, is);
      const kind = weaker ? 'expectation-weakened' : 'expectation-strengthened';
      changes.push(change(kind, path, jsonOf(was), jsonOf(is), weaker));
    }
  }
  for (const [path, is] of now) {
    if (!old.has(path)) {
      changes.push(change('expectation-strengthened', path, null, jsonOf(is), false));
    }
  }
  return changes;
}

function expectationsOf({ schema = [] }: OdcsDocument): ReadonlyMap<string, OdcsQuality> {
  return new Map(
    schema.flatMap(({ name, quality = [] }) =>
      quality.map((each, index) => [`${name}.quality.${each.name ?? index}`, each] as const),
    ),
  );
}

/** What is known to be no weaker is not; what cannot be told, such as another query, is. */
function isWeaker(was: OdcsQuality, is: OdcsQuality): boolean {
  const [old, now] = [was, is].map(({ implementation }) =>
    expectationSchema.safeParse(implementation),
  );
  if (!old?.success || !now?.success || old.data.expect !== now.data.expect) return true;
  const [from, to] = [boundsSchema.parse(old.data), boundsSchema.parse(now.data)];
  return (
    (to.most ?? Infinity) > (from.most ?? Infinity) ||
    (to.least ?? -Infinity) < (from.least ?? -Infinity) ||
    (to.within ?? 0) > (from.within ?? 0) ||
    to.is !== from.is ||
    (to.besides ?? []).some((reason) => !from.besides?.includes(reason))
  );
}

const boundsSchema = z.object({
  least: z.number().optional(),
  most: z.number().optional(),
  is: z.number().optional(),
  within: z.number().optional(),
  besides: z.array(z.string()).optional(),
});

/** What a check demands: its name and its words may change. */
function jsonOf(quality: OdcsQuality): ContractChange['before'] {
  const demand = Object.entries(quality).filter(
    ([field]) => field !== 'name' && field !== 'description',
  );
  return z.json().parse(Object.fromEntries(demand));
}
