const mostEntries = 6;
const mostLength = 240;

/** A value as JSON of one line: of long lists the first entries, of numbers three places. */
export function shortJson(value: unknown): string {
  const text = JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === 'number') return Number(each.toPrecision(3));
    if (!Array.isArray(each) || each.length <= mostEntries) return each;
    return [...(each as readonly unknown[]).slice(0, mostEntries), `… ${each.length} in all`];
  });
  return text.length > mostLength ? `${text.slice(0, mostLength)} …` : text;
}
