/**
 * The JSON of a value as PostgreSQL's jsonb takes it: half a surrogate pair and the character
 * U+0000, in values and in the keys of objects, become U+FFFD (PostgreSQL 18, 8.14 JSON Types).
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === 'string') return storable(each);
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.keys(each).every((key) => storable(key) === key)
      ? each
      : Object.fromEntries(Object.entries(each).map(([key, held]) => [storable(key), held]));
  });
}

function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
