import { expect, test } from 'vitest';
import { sniffContent, sniffMedium } from '../../src/media/content-type.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

test.each([
  ['\xff\xd8\xff\xe0', 'jpeg', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png', 'image/png'],
  ['GIF89a', 'gif', 'image/gif'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'webp', 'image/webp'],
  ['MM\0*\0\0\0\x08', 'tiff', 'image/tiff'],
  ['\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf', 'avif', 'image/avif'],
  ['\0\0\0\x18ftypmif1\0\0\0\0mif1avif', 'avif', 'image/avif'],
  ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'heic', 'image/heic'],
  ['\0\0\0\x18ftypmp42\0\0\0\0isommp42', 'mp4', 'video/mp4'],
  ['\0\0\0\x14ftypqt  \0\0\0\0qt  ', 'mov', 'video/quicktime'],
  ['\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm', 'webm', 'video/webm'],
  ['RIFF\0\0\0\0AVI LIST', 'avi', 'video/x-msvideo'],
  ['\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x --><svg xmlns="…">', 'svg', 'image/svg+xml'],
])('sniffContent() knows %j as %s', (head, format, mime) => {
  expect(sniffContent(bytes(head))).toMatchObject({ format, mime });
});

test('sniffMedium() says nothing of text, HTML or an empty file', () => {
  expect(sniffMedium(bytes('BMW is a make of cars'))).toBeUndefined();
  expect(sniffMedium(bytes('<html><body>hello</body></html>'))).toBeUndefined();
  expect(sniffMedium(bytes(''))).toBeUndefined();
});

test('sniffMedium() tells pictures from videos', () => {
  expect(sniffMedium(bytes('GIF87a'))).toBe('image');
  expect(sniffMedium(bytes('FLV\x01'))).toBe('video');
});
