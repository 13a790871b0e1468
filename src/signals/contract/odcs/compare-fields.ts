import type { ContractChange, OdcsDocument } from '../../../contracts/odcs.ts';
import { fieldsOf, type ContractField } from './fields.ts';

/** How the fields of a contract changed, and whether that breaks who reads them. */
export function compareFields(before: OdcsDocument, after: OdcsDocument): ContractChange[] {
  const [old, current] = [fieldsOf(before), fieldsOf(after)];
  const changes: ContractChange[] = [];
  for (const [path, field] of old) {
    const now = current.get(path);
    if (now) changes.push(...compareField(path, field, now));
    else changes.push(change('field-removed', path, field.type, null, true));
  }
  for (const [path, field] of current) {
    if (!old.has(path)) changes.push(change('field-added', path, null, field.type, false));
  }
  return changes;
}

function compareField(path: string, old: ContractField, now: ContractField): ContractChange[] {
  if (old.type !== now.type) return [change('type-changed', path, old.type, now.type, true)];
  return [
    ...compareRequired(path, old, now),
    ...(old.unit === now.unit ? [] : [change('unit-changed', path, old.unit, now.unit, true)]),
    ...compareRange(path, old.options, now.options),
    ...compareLength(path, old.options, now.options),
    ...comparePattern(path, old.options, now.options),
    ...compareWords(path, old.words, now.words),
  ];
}

function compareRequired(path: string, old: ContractField, now: ContractField): ContractChange[] {
  if (old.required === now.required) return [];
  return now.required
    ? [change('became-required', path, false, true, false)]
    : [change('became-optional', path, true, false, true)];
}

type Options = ContractField['options'];

/**
 * A narrower range shifts what a threshold means; a wider one holds numbers that nobody expected.
 */
function compareRange(path: string, old: Options, now: Options): ContractChange[] {
  const names = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;
  return names.flatMap((name) => {
    const [from, to] = [old[name] ?? null, now[name] ?? null];
    if (from === to) return [];
    const isLower = name === 'minimum' || name === 'exclusiveMinimum';
    return [
      change(
        isNarrower(from, to, isLower) ? 'range-narrowed' : 'range-widened',
        `${path}.${name}`,
        from,
        to,
        true,
      ),
    ];
  });
}

/** A list of one fixed length is a vector: another length is another number of dimensions. */
function compareLength(path: string, old: Options, now: Options): ContractChange[] {
  const dims = ({ minItems, maxItems }: Options) => (minItems === maxItems ? minItems : undefined);
  const [from, to] = [dims(old) ?? null, dims(now) ?? null];
  if (from !== to) return [change('dims-changed', path, from, to, true)];
  const names = ['minItems', 'maxItems', 'minLength', 'maxLength'] as const;
  return names.flatMap((name) => {
    const [least, most] = [old[name] ?? null, now[name] ?? null];
    if (least === most || from !== null) return [];
    const narrowed = isNarrower(least, most, name.startsWith('min'));
    return [
      change(narrowed ? 'length-narrowed' : 'length-widened', `${path}.${name}`, least, most, true),
    ];
  });
}

function comparePattern(path: string, old: Options, now: Options): ContractChange[] {
  return (['pattern', 'format'] as const).flatMap((name) => {
    const [from, to] = [old[name] ?? null, now[name] ?? null];
    return from === to ? [] : [change('pattern-changed', `${path}.${name}`, from, to, true)];
  });
}

function compareWords(
  path: string,
  old: readonly string[] | null,
  now: readonly string[] | null,
): ContractChange[] {
  if (old === null || now === null) {
    if (old === now) return [];
    const kind = old === null ? 'enum-value-removed' : 'enum-value-added';
    return [change(kind, path, old && [...old], now && [...now], true)];
  }
  return [
    ...old
      .filter((word) => !now.includes(word))
      .map((word) => change('enum-value-removed', path, word, null, true)),
    ...now
      .filter((word) => !old.includes(word))
      .map((word) => change('enum-value-added', path, null, word, true)),
  ];
}

/** Whether a bound that was one and is another lets less through; without one all goes through. */
function isNarrower(
  from: string | number | null,
  to: string | number | null,
  isLower: boolean,
): boolean {
  if (from === null) return true;
  if (to === null) return false;
  return isLower ? to > from : to < from;
}

export function change(
  kind: ContractChange['change'],
  path: string,
  before: ContractChange['before'],
  after: ContractChange['after'],
  breaking: boolean,
): ContractChange {
  return { change: kind, path, before, after, breaking };
}
