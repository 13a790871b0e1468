import type { z } from 'zod';
import type { ItemDetail, SignalRow } from '../../../src/contracts/api.ts';
import { signalValues } from '../../../src/contracts/values.ts';
import type { SignalName, SignalValue } from '../../../src/contracts/values.ts';

/** The rows that speak of a part itself or of its boxes: of `k0` also `k0/o1`, of `''` also `o1`. */
export function rowsOfPart(detail: ItemDetail, part: string): readonly SignalRow[] {
  const prefix = part === '' ? '' : `${part}/`;
  return detail.signals.filter((row) => {
    if (row.part === part) return true;
    return row.part.startsWith(prefix) && /^o\d+$/.test(row.part.slice(prefix.length));
  });
}

/** The value of one signal of one part, where it has one. */
export function findValue<Name extends SignalName>(
  detail: ItemDetail,
  part: string,
  name: Name,
): SignalValue<Name> | undefined {
  const row = detail.signals.find((one) => one.signal === name && one.part === part);
  if (row === undefined || row.status !== 'ok') return undefined;
  const schema: z.ZodType = signalValues[name];
  const parsed = schema.safeParse(row.value);
  return parsed.success ? (parsed.data as SignalValue<Name>) : undefined;
}
