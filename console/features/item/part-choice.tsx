import type { ItemDetail } from '../../../src/contracts/api.ts';
import { thumbUrl } from '../../api/media.ts';

interface PartChoiceProps {
  readonly detail: ItemDetail;
  readonly part: string;
  readonly onPart: (part: string) => void;
  readonly veiled: boolean;
}

/** The pictures of an item that has several. */
export function PartChoice({ detail, part, onPart, veiled }: PartChoiceProps) {
  const pictures = detail.assets.filter((asset) => asset.medium === 'image');
  if (pictures.length < 2) return null;
  return (
    <ol className="parts" aria-label="Pictures of this item">
      {detail.assets.map((asset, index) => {
        const name = index === 0 ? '' : String(index);
        if (asset.medium !== 'image') return null;
        return (
          <li key={asset.digest}>
            <button
              type="button"
              aria-pressed={part === name}
              aria-label={`Picture ${index + 1}`}
              onClick={() => onPart(name)}
            >
              <img src={thumbUrl(asset.digest, 160)} alt="" data-veiled={veiled} />
            </button>
          </li>
        );
      })}
    </ol>
  );
}
