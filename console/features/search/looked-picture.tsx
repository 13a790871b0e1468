import { useQuery } from '@tanstack/react-query';
import { itemQuery } from '../../api/items.ts';
import { thumbUrl } from '../../api/media.ts';
import { objectsOfItem, objectsQuery } from '../../api/objects.ts';
import { findPicture } from '../../api/picture-drawer.ts';
import type { QueryPicture as Picture } from '../../api/picture-drawer.ts';
import { partText } from '../../api/search-parts.ts';
import type { Box } from '../../../src/contracts/box.ts';
import { isSensitive } from '../../ui/picture.tsx';
import { titleOf } from '../../ui/title.ts';
import type { PicturePart } from './parts.ts';
import { QueryPicture } from './query-picture.tsx';

interface LookedPictureProps {
  readonly part: PicturePart;
  readonly onBox: (box: Box | undefined) => void;
}

/** The picture of a part of the search, to cut a piece out of. */
export function LookedPicture({ part, onBox }: LookedPictureProps) {
  if (part.kind === 'item') return <OfItem key={partText(part)} part={part} onBox={onBox} />;
  const picture = findPicture(part.key);
  if (picture === undefined) return null;
  return <OfOneself key={partText(part)} picture={picture} part={part} onBox={onBox} />;
}

interface OfOneselfProps {
  readonly picture: Picture;
  readonly part: PicturePart;
  readonly onBox: (box: Box | undefined) => void;
}

function OfOneself({ picture, part, onBox }: OfOneselfProps) {
  const objects = useQuery(objectsQuery(picture));
  return (
    <QueryPicture
      url={picture.url}
      title="Your picture"
      isSensitive={false}
      ratio={undefined}
      objects={objects.isError ? [] : objects.data}
      box={part.box}
      isAway={part.weight < 0}
      onSearch={onBox}
    />
  );
}

interface OfItemProps {
  readonly part: Extract<PicturePart, { kind: 'item' }>;
  readonly onBox: (box: Box | undefined) => void;
}

function OfItem({ part, onBox }: OfItemProps) {
  const item = useQuery(itemQuery(part.id));
  const card = item.data?.card;
  if (item.data === undefined || card?.asset === null || card === undefined) return null;
  return (
    <QueryPicture
      url={thumbUrl(card.asset, 640)}
      title={titleOf(card)}
      isSensitive={isSensitive(card)}
      ratio={card.width > 0 && card.height > 0 ? card.width / card.height : undefined}
      objects={objectsOfItem(item.data)}
      box={part.box}
      isAway={part.weight < 0}
      onSearch={onBox}
    />
  );
}
