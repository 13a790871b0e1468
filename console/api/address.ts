/**
 * Addresses hold plain words, a name repeated where it has several values:
 * `?facet=object:cat&facet=language:en`. What they mean is for the schema of each page.
 */
export function parseAddress(search: string): Record<string, string | string[]> {
  const query = new URLSearchParams(search);
  const parsed: Record<string, string | string[]> = {};
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    parsed[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return parsed;
}

export function writeAddress(search: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one === 'string' && one !== '') query.append(name, one);
      else if (typeof one === 'number' || typeof one === 'boolean') query.append(name, String(one));
    }
  }
  const text = query
    .toString()
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%2F', '/');
  return text === '' ? '' : `?${text}`;
}
