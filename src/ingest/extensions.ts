import type { Medium } from '../contracts/item.ts';

const images = 'jpg jpeg jpe jfif pjpeg png apng gif webp avif heic heif hif tif tiff bmp jxl jp2'
  .split(' ')
  .map((extension) => `.${extension}`);
const videos = 'mp4 m4v mov qt webm mkv avi mpg mpeg ogv wmv asf flv 3gp 3g2 mts m2ts'
  .split(' ')
  .map((extension) => `.${extension}`);
const media = new Map<string, Medium | 'svg' | 'text'>([
  ...images.map((extension) => [extension, 'image'] as const),
  ...videos.map((extension) => [extension, 'video'] as const),
  ['.svg', 'svg'],
  ['.svgz', 'svg'],
  ['.txt', 'text'],
  ['.md', 'text'],
  ['.markdown', 'text'],
]);

/** What the ending of a name promises; the bytes decide later. */
export function kindOfName(name: string): Medium | 'svg' | 'text' | undefined {
  return media.get(extensionOf(name));
}

/** The ending with its dot in lower case: `.jpg`; empty without one or for `.hidden`. */
export function extensionOf(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const dot = base.lastIndexOf('.');
  return dot <= 0 ? '' : base.slice(dot).toLowerCase();
}
