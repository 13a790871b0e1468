import type { ContentText } from '../../contracts/online.ts';
import { isWordless, itemText } from '../../ingest/item-text.ts';
import type { OnlineContent } from '../../extraction/online/content.ts';

/** The text of a request as a source would list it: cleaned in the same way. */
export function contentText({
  language,
  ...text
}: ContentText): Pick<OnlineContent, 'text' | 'attributes'> {
  return { text: itemText(text), attributes: language === undefined ? {} : { language } };
}

export function isEmptyContent({ pictures, text }: OnlineContent): boolean {
  return pictures.length === 0 && isWordless(text);
}
