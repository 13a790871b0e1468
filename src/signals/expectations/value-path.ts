/** The values at a path such as `objects[].score` or `image.*`: none where a field is absent. */
export function valuesAt(value: unknown, path: string): unknown[] {
  let found: unknown[] = [value];
  for (const step of path.split('.')) {
    found = step === '*' ? found.flatMap(fieldsOf) : found.flatMap((each) => follow(each, step));
  }
  return found.filter((each) => each !== undefined && each !== null);
}

export function numbersAt(value: unknown, path: string): number[] {
  return valuesAt(value, path).filter((each) => typeof each === 'number');
}

function follow(value: unknown, step: string): unknown[] {
  const isEach = step.endsWith('[]');
  const name = isEach ? step.slice(0, -2) : step;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  const field: unknown = value[name as keyof typeof value];
  if (!isEach) return [field];
  return Array.isArray(field) ? field : [];
}

function fieldsOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
