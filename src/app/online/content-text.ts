import type { ContentText } from '../../contracts/online.ts';
import { cleanText } from '../../ingest/clean-text.ts';
import { tagsOf } from '../../ingest/tags.ts';
import type { OnlineContent } from '../../extraction/online/content.ts';

/** The text of a request as a source would list it: cleaned in the same way. */
export function contentText({
  title,
  description,
  tags,
  language,
}: ContentText): Pick<OnlineContent, 'text' | 'attributes'> {
  const clean = (field: string | undefined) =>
    field === undefined ? undefined : cleanText(field) || undefined;
  const [head, body] = [clean(title), clean(description)];
  return {
    text: {
      ...(head === undefined ? {} : { title: head }),
      ...(body === undefined ? {} : { description: body }),
      tags: tagsOf(tags),
    },
    attributes: language === undefined ? {} : { language },
  };
}

export function isEmptyContent({ pictures, text }: OnlineContent): boolean {
  const { title, description, tags } = text;
  return pictures.length + tags.length === 0 && title === undefined && description === undefined;
}
