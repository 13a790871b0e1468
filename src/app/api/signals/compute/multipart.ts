import { inputError } from '../../../../base/errors.ts';
import { contentTextSchema, mostPictureBytes, mostPictures } from '../../../../contracts/online.ts';
import { heldPicture, type OnlineContent } from '../../../../extraction/online/content.ts';
import { contentText } from '../../../online/content-text.ts';
import { readForm } from '../../form.ts';
import { validate } from '../../validate.ts';

/** Pictures and fields of text; more is no content. */
const mostParts = mostPictures + 100;

/**
 * The content of a `multipart/form-data` body: every part with a file name is a picture, the others
 * are the fields `title`, `description`, `tags` (which may come several times) and `language`.
 *
 * @throws input `bad-multipart`, `too-many-parts`, `too-large`, and of the pictures `empty-file`,
 *   `wrong-type`, `svg-refused`
 */
export async function multipartContent(body: Buffer, contentType: string): Promise<OnlineContent> {
  const form = await readForm(body, contentType, mostParts);
  const fields = new Map<string, string[]>();
  const pictures: Uint8Array[] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.set(name, [...(fields.get(name) ?? []), value]);
    else pictures.push(new Uint8Array(await value.arrayBuffer()));
  }
  if (pictures.length > mostPictures) {
    throw inputError(
      'too-many-parts',
      `Expected at most ${mostPictures} pictures, got ${pictures.length}.`,
    );
  }
  const text = validate(
    contentTextSchema,
    Object.fromEntries(
      [...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
    ),
  );
  const held = pictures.map((bytes, index) => {
    const what = `picture ${index + 1}`;
    if (bytes.byteLength <= mostPictureBytes) return heldPicture(bytes, what);
    throw inputError(
      'too-large',
      `Expected at most ${mostPictureBytes} bytes in a picture, ${what} has ${bytes.byteLength}.`,
    );
  });
  return { pictures: held, ...contentText(text) };
}
