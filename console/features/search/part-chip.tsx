import { useQuery } from '@tanstack/react-query';
import type { Card } from '../../../src/contracts/api.ts';
import { itemQuery } from '../../api/items.ts';
import { findPicture } from '../../api/picture-drawer.ts';
import { partWeights } from '../../api/search-parts.ts';
import type { SearchPart } from '../../api/search-parts.ts';
import { Crop } from '../../ui/crop.tsx';
import { isSensitive } from '../../ui/picture.tsx';
import { titleOf } from '../../ui/title.ts';
import { weightWords } from './part-words.ts';

interface PartChipProps {
  readonly part: SearchPart;
  /** Whether there are others, beside which it has a weight. */
  readonly isMixed: boolean;
  /** Whether its picture is the one that is looked at. */
  readonly isLookedAt: boolean;
  readonly onWeight: (weight: number) => void;
  readonly onRemove: () => void;
  /** Looks at its picture, or takes its words back to be written. */
  readonly onPress: () => void;
}

const whole = { x: 0, y: 0, width: 1, height: 1 };

/** One part of a search: what it is, how much it counts, and a way to take it out. */
export function PartChip(props: PartChipProps) {
  const { part, isMixed, isLookedAt, onWeight, onRemove, onPress } = props;
  const item = useQuery({
    ...itemQuery(part.kind === 'item' ? part.id : ''),
    enabled: part.kind === 'item',
  });
  const name = nameOf(part, item.data?.card);
  const isOther = !partWeights.some((weight) => weight === part.weight);
  return (
    <li className="part" data-away={part.weight < 0} data-looked={isLookedAt}>
      <button
        type="button"
        className="part-face"
        aria-label={part.kind === 'words' ? `Change the words ${name}` : `Look at ${name}`}
        aria-pressed={part.kind === 'words' ? undefined : isLookedAt}
        onClick={onPress}
      >
        <Face part={part} card={item.data?.card} />
        <span className="part-name">{name}</span>
      </button>
      {(isMixed || part.weight !== 1) && (
        <select
          className="part-weight"
          aria-label={`How much ${name} counts`}
          value={part.weight}
          onChange={(event) => onWeight(Number(event.target.value))}
        >
          {isOther && <option value={part.weight}>{weightWords(part.weight)}</option>}
          {partWeights.map((weight) => (
            <option key={weight} value={weight}>
              {weightWords(weight)}
            </option>
          ))}
        </select>
      )}
      <button
        type="button"
        className="part-remove"
        aria-label={`Remove ${name}`}
        onClick={onRemove}
      >
        ×
      </button>
    </li>
  );
}

function Face({ part, card }: { readonly part: SearchPart; readonly card: Card | undefined }) {
  if (part.kind === 'words') return null;
  const box = part.box ?? whole;
  const picture = part.kind === 'picture' ? findPicture(part.key) : undefined;
  const shape = card ?? { asset: null, width: 1, height: 1 };
  if (picture === undefined && shape.asset === null) return null;
  return (
    <span className="part-picture">
      <Crop
        card={shape}
        box={box}
        alt=""
        veiled={card !== undefined && isSensitive(card)}
        {...(picture === undefined ? {} : { url: picture.url })}
      />
    </span>
  );
}

function nameOf(part: SearchPart, card: Card | undefined): string {
  switch (part.kind) {
    case 'words':
      return part.text;
    case 'picture':
      return part.box === undefined ? 'your picture' : 'part of your picture';
    case 'item': {
      const title = titleOf(card ?? { id: part.id, title: '' });
      return part.box === undefined ? title : `part of ${title}`;
    }
  }
}
