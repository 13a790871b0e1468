import type { ItemText } from '../contracts/item.ts';
import { cleanText } from './clean-text.ts';
import { tagsOf } from './tags.ts';

/** Text as a source or a request gives it. */
interface GivenText {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** As `tagsOf` takes them. */
  readonly tags?: unknown;
}

/** The text fields of an item: cleaned, and left out where nothing is in them. */
export function itemText({ title = '', description = '', tags }: GivenText): ItemText {
  const [head, body] = [cleanText(title), cleanText(description)];
  return {
    ...(head !== '' && { title: head }),
    ...(body !== '' && { description: body }),
    tags: tagsOf(tags),
  };
}

export function isWordless({ title, description, tags }: ItemText): boolean {
  return title === undefined && description === undefined && tags.length === 0;
}
