import { inputError } from '../../../../base/errors.ts';
import { contentTextSchema, mostPictureBytes, mostPictures } from '../../../../contracts/online.ts';
import { heldPicture, type OnlineContent } from '../../../../extraction/online/content.ts';
import { contentText } from '../../../online/content-text.ts';
import { readFormContent } from '../../form.ts';
import { validate } from '../../validate.ts';

/**
 * The content of a `multipart/form-data` body: every part with a file name is a picture, the others
 * are the fields `title`, `description`, `tags` (which may come several times) and `language`.
 *
 * @throws input `bad-multipart`, `too-many-parts`, `too-large`, and of the pictures `empty-file`,
 *   `wrong-type`, `svg-refused`
 */
export async function multipartContent(body: Buffer, contentType: string): Promise<OnlineContent> {
  const { fields, files } = await readFormContent(body, contentType, mostPictures);
  const text = validate(contentTextSchema, fields);
  const held = files.map((bytes, index) => {
    const what = `picture ${index + 1}`;
    if (bytes.byteLength <= mostPictureBytes) return heldPicture(bytes, what);
    throw inputError(
      'too-large',
      `Expected at most ${mostPictureBytes} bytes in a picture, ${what} has ${bytes.byteLength}.`,
    );
  });
  return { pictures: held, ...contentText(text) };
}
