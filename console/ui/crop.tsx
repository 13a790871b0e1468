import type { Card } from '../../src/contracts/api.ts';
import type { Box } from '../../src/contracts/box.ts';
import { thumbUrl } from '../api/media.ts';
import './crop.css';

interface CropProps {
  readonly card: Pick<Card, 'asset' | 'width' | 'height'>;
  /** An address to cut from in place of the thumbnail of the item. */
  readonly url?: string;
  readonly box: Box;
  readonly alt: string;
  readonly veiled: boolean;
}

/** The part of a picture that a box says, at the height of its place. */
export function Crop({ card, url, box, alt, veiled }: CropProps) {
  const aspect = (box.width * card.width) / (box.height * card.height) || 1;
  const percent = (part: number) => `${part * 100}%`;
  const address = url ?? (card.asset === null ? undefined : thumbUrl(card.asset, 640));
  return (
    <span className="crop" data-veiled={veiled} style={{ aspectRatio: String(aspect) }}>
      <img
        src={address}
        alt={alt}
        loading="lazy"
        draggable={false}
        style={{
          width: percent(1 / box.width),
          height: percent(1 / box.height),
          left: percent(-box.x / box.width),
          top: percent(-box.y / box.height),
        }}
      />
    </span>
  );
}
