import type { Model } from '../../runtime/model.ts';

const alphabets = new WeakMap<Model, readonly string[]>();

/**
 * The characters of a recogniser's classes after the blank: the lines of its `characters.txt`, then
 * the space, which PaddleOCR's exports leave out of the file. Read once a model.
 */
export async function alphabetOf(model: Model): Promise<readonly string[]> {
  const known = alphabets.get(model);
  if (known !== undefined) return known;
  const lines = new TextDecoder().decode(await model.file('characters.txt')).split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const alphabet = [...lines, ' '];
  alphabets.set(model, alphabet);
  return alphabet;
}
