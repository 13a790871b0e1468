import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Card } from '../../src/contracts/api.ts';
import { thumbUrl } from '../api/media.ts';
import type { ThumbWidth } from '../api/media.ts';
import './picture.css';

export type Pictured = Pick<Card, 'asset' | 'colour' | 'state' | 'safety' | 'width'>;

/** Whether a picture stays blurred until somebody asks to see it. */
export function isSensitive(card: Pick<Card, 'safety'>): boolean {
  return card.safety === 'sensitive' || card.safety === 'unsafe';
}

/**
 * Whether there is anything to show. The size of a picture is known from its first bytes on, its
 * colour when it was decoded: of what failed only that is sure to open again.
 */
export function isVisible(card: Pictured): boolean {
  if (card.asset === null || card.width === 0) return false;
  return card.state !== 'failed' || card.colour !== null;
}

interface PictureProps {
  readonly card: Pictured;
  readonly width: ThumbWidth;
  /** Empty where words beside the picture say the same. */
  readonly alt: string;
  readonly veiled: boolean;
  readonly eager?: boolean;
  /** Stands there where the picture cannot be shown. */
  readonly absent?: ReactNode;
}

/** A picture that fills its place: the dominant colour first, blurred and grey while veiled. */
export function Picture({ card, width, alt, veiled, eager = false, absent }: PictureProps) {
  const { asset } = card;
  const [isBroken, setBroken] = useState(false);
  const colour = veiled ? undefined : (card.colour ?? undefined);
  const dense = width === 160 ? 320 : width === 320 ? 640 : 1280;
  return (
    <div className="picture" data-veiled={veiled} style={{ backgroundColor: colour }}>
      {asset !== null && isVisible(card) && !isBroken ? (
        <img
          src={thumbUrl(asset, width)}
          srcSet={`${thumbUrl(asset, width)} 1x, ${thumbUrl(asset, dense)} 2x`}
          alt={alt}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          draggable={false}
          onError={() => setBroken(true)}
        />
      ) : (
        absent
      )}
    </div>
  );
}
