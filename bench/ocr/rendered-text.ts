import sharp from 'sharp';
import type { Raster } from '../../src/contracts/raster.ts';
import type { Point } from '../../src/signals/ocr/quad.ts';

/** A picture with text drawn on it and what was drawn. */
export interface RenderedPicture {
  readonly raster: Raster;
  readonly lines: readonly RenderedLine[];
}

export interface RenderedLine {
  readonly text: string;
  /** Where its middle is, in pixels of the picture as it is given. */
  readonly centre: Point;
  readonly sizePixels: number;
  readonly angleDegrees: number;
  /** Difference of luminance between the text and what is behind it, 0..255. */
  readonly contrast: number;
}

const fonts = [
  'DejaVu Sans',
  'DejaVu Serif',
  'Liberation Sans',
  'Liberation Serif',
  'Liberation Sans Narrow',
  'Noto Sans Mono',
  'URW Bookman',
  'URW Gothic',
];

const words =
  `SUMMER SALE fresh organic cotton wash cold vintage New York City limited edition Best mom ever
  handmade with love recipe of the day chocolate cake easy dinner ideas Welcome home autumn colors 2024 50% OFF
  $19.99 free shipping only today Adventure awaits GOOD VIBES Coffee first Small Medium Large Made in Italy 100%
  wool size guide before after how to paint living room trends Merry Christmas happy birthday`.split(
    /\s+/,
  );
const hanWords = ['新品上市', '限时优惠', '纯棉面料', '夏季特价', '欢迎光临', '手工制作'];

/**
 * Draws one to five lines of text, each in its own band of the picture: eight fonts, sizes of 12 to
 * 110 pixels, a tenth in Chinese, contrasts of 40 to 220, a fifth slanted up to 25°, a fifth of the
 * pictures turned by quarters; over a flat colour, a gradient, or a photo where one is given.
 */
export async function renderText(
  random: () => number,
  photo: Buffer | undefined,
): Promise<RenderedPicture> {
  const width = 500 + Math.floor(random() * 780);
  const height = 500 + Math.floor(random() * 780);
  const base = Math.floor(random() * 256);
  const count = 1 + Math.floor(random() * 5);
  const quarters = random() < 0.2 ? 1 + Math.floor(random() * 3) : 0;
  const lines: RenderedLine[] = [];
  const drawn: string[] = [];
  const band = height / count;
  for (let index = 0; index < count; index += 1) {
    const han = random() < 0.1;
    const text = han
      ? pick(random, hanWords)
      : Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(random, words)).join(' ');
    const slant = random() < 0.2 ? (random() - 0.5) * 50 : 0;
    const widest = (width * 0.85) / (text.length * (han ? 1.05 : 0.72));
    const wanted = 12 * Math.exp(random() * Math.log(110 / 12));
    const tallest = slant === 0 ? band * 0.6 : band * 0.3;
    const size = Math.max(12, Math.min(wanted, widest, tallest));
    const angle = fits(text, size, slant, band) ? slant : 0;
    const contrast = 40 + random() * 180;
    const level = base + contrast <= 255 ? base + contrast : Math.max(0, base - contrast);
    const font = han ? 'Droid Sans Fallback' : pick(random, fonts);
    const weight = random() < 0.4 ? 'bold' : 'normal';
    const x = width / 2;
    const y = band * (index + 0.5);
    drawn.push(
      `<text x="${x}" y="${y}" text-anchor="middle" dominant-baseline="middle" font-family="${font}" font-size="${size}" font-weight="${weight}" fill="rgb(${level},${level},${level})" transform="rotate(${angle} ${x} ${y})">${text}</text>`,
    );
    lines.push({
      text,
      centre: turned({ x, y }, width, height, quarters),
      sizePixels: size,
      angleDegrees: (angle + quarters * 90) % 360,
      contrast: Math.abs(level - base),
    });
  }
  const svg = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawn.join('')}</svg>`,
  );
  const { data, info } = await sharp(await background(width, height, base, photo))
    .composite([{ input: svg }])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .then(({ data: pixels, info: { width: w, height: h } }) =>
      sharp(pixels, { raw: { width: w, height: h, channels: 3 } })
        .rotate(quarters * 90)
        .raw()
        .toBuffer({ resolveWithObject: true }),
    );
  return { raster: { width: info.width, height: info.height, channels: 3, data }, lines };
}

/** A background of about `base` luminance: flat, or a photo with its contrast taken back. */
async function background(width: number, height: number, base: number, photo: Buffer | undefined) {
  if (photo === undefined) {
    const flat = { r: base, g: base, b: base };
    return sharp({ create: { width, height, channels: 3, background: flat } })
      .png()
      .toBuffer();
  }
  return sharp(photo)
    .resize(width, height, { fit: 'cover' })
    .linear(0.25, base * 0.75)
    .png()
    .toBuffer();
}

/** Where a point goes when the picture is turned clockwise by quarters. */
function turned(point: Point, width: number, height: number, quarters: number): Point {
  if (quarters === 0) return point;
  return turned({ x: height - point.y, y: point.x }, height, width, quarters - 1);
}

function fits(text: string, size: number, angle: number, band: number): boolean {
  const spread = Math.abs(Math.sin((angle * Math.PI) / 180)) * text.length * size * 0.72;
  return spread + size < band * 0.95;
}

function pick<T>(random: () => number, from: readonly T[]): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new RangeError('cannot pick from an empty list');
  return chosen;
}
