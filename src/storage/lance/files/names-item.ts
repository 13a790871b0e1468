import type { Objects } from '../../objects/objects.ts';

/** Whether a file has the id of one of these items in it, as SQL writes it: bare, an id of one letter is in any file. */
export async function namesItem(
  path: string,
  items: readonly string[],
  objects: Pick<Objects, 'find'>,
): Promise<boolean> {
  const bytes = await objects.find(path);
  if (bytes === undefined) return false;
  const content = Buffer.from(bytes);
  return items.some((item) => content.includes(`'${item.replaceAll("'", "''")}'`));
}
