import type { ItemDetail } from '../../../src/contracts/api.ts';
import { thumbUrl } from '../../api/media.ts';
import { partOf } from './item-part.ts';
import './film.css';

interface PartChoiceProps {
  readonly detail: ItemDetail;
  readonly part: string;
  readonly onPart: (part: string) => void;
  readonly veiled: boolean;
}

/** The pictures and videos of an item that has several. */
export function PartChoice({ detail, part, onPart, veiled }: PartChoiceProps) {
  if (detail.assets.length < 2) return null;
  const chosen = partOf(part).asset;
  return (
    <ol className="parts" aria-label="Pictures and videos of this item">
      {detail.assets.map((asset, index) => (
        <li key={index}>
          <button
            type="button"
            aria-pressed={index === chosen}
            aria-label={`${asset.medium === 'video' ? 'Video' : 'Picture'} ${index + 1}`}
            onClick={() => onPart(index === 0 ? '' : String(index))}
          >
            <img src={thumbUrl(asset.digest, 160)} alt="" data-veiled={veiled} />
            {asset.medium === 'video' && (
              <svg viewBox="0 0 20 20" className="parts-film" aria-hidden="true">
                <path d="M7 4.5v11l8.5-5.5z" />
              </svg>
            )}
          </button>
        </li>
      ))}
    </ol>
  );
}
