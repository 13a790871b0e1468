import type { Card } from '../../src/contracts/api.ts';
import { thumbUrl } from '../api/media.ts';
import type { ThumbWidth } from '../api/media.ts';
import './picture.css';

export type Pictured = Pick<Card, 'asset' | 'colour' | 'state' | 'safety' | 'width'>;

/** Whether a picture stays blurred until somebody asks to see it. */
export function isSensitive(card: Pick<Card, 'safety'>): boolean {
  return card.safety === 'sensitive' || card.safety === 'unsafe';
}

/** Whether there is anything to show: what is not judged yet, or could not be read, is not. */
export function isVisible(card: Pictured): boolean {
  if (card.asset === null) return false;
  if (card.state === 'failed') return card.width > 0;
  return card.state === 'done' || card.safety !== null;
}

interface PictureProps {
  readonly card: Pictured;
  readonly width: ThumbWidth;
  /** Empty where words beside the picture say the same. */
  readonly alt: string;
  readonly veiled: boolean;
  readonly eager?: boolean;
}

/** A picture that fills its place: the dominant colour first, blurred and grey while veiled. */
export function Picture({ card, width, alt, veiled, eager = false }: PictureProps) {
  const { asset } = card;
  const colour = veiled ? undefined : (card.colour ?? undefined);
  const dense = width === 160 ? 320 : width === 320 ? 640 : 1280;
  return (
    <div className="picture" data-veiled={veiled} style={{ backgroundColor: colour }}>
      {asset !== null && isVisible(card) && (
        <img
          src={thumbUrl(asset, width)}
          srcSet={`${thumbUrl(asset, width)} 1x, ${thumbUrl(asset, dense)} 2x`}
          alt={alt}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          draggable={false}
        />
      )}
    </div>
  );
}
