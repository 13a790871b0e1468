import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ItemDetail } from '../../../src/contracts/api.ts';
import type { Box } from '../../../src/contracts/box.ts';
import { boxText, frameUrl, thumbUrl } from '../../api/media.ts';
import { keepPicture } from '../../api/picture-drawer.ts';
import { isSensitive, isVisible } from '../../ui/picture.tsx';
import { Facts } from './facts.tsx';
import { FailureNote } from './failure-note.tsx';
import { findValue } from './item-signals.ts';
import { PartChoice } from './part-choice.tsx';
import { SignalList } from './signal-list.tsx';
import { Stage } from './stage.tsx';
import { VideoStage } from './video-stage.tsx';
import './item.css';

/** Everything that is known of one item. */
export function ItemView({ detail }: { readonly detail: ItemDetail }) {
  const { card } = detail;
  const navigate = useNavigate();
  const [part, setPart] = useState('');
  const [pointed, setPointed] = useState<string | undefined>();
  const [revealed, setRevealed] = useState(false);
  const veiled = isSensitive(card) && !revealed;

  const pictureUrl = pictureOf(detail, part);
  const onSearch = async (box: Box) => {
    if (part === '' && card.medium === 'image') {
      await navigate({ to: '/search', search: { item: card.id, box: boxText(box) } });
      return;
    }
    // A keyframe or a further picture has no address of its own to search with: its bytes do.
    if (pictureUrl === undefined) return;
    const bytes = await (await fetch(pictureUrl)).blob();
    await navigate({ to: '/search', search: { picture: keepPicture(bytes), box: boxText(box) } });
  };

  const shared = {
    detail,
    veiled,
    pointed,
    onPoint: setPointed,
    onSearch: (box: Box) => void onSearch(box),
  };
  const onReveal = () => setRevealed(true);
  return (
    <div className="item">
      {card.asset !== null && (
        <div className="item-picture">
          {!isVisible(card) ? (
            <p className="stage-none">
              {card.state === 'failed' ? 'This picture could not be read' : 'Not read yet'}
            </p>
          ) : card.medium === 'video' ? (
            <VideoStage
              {...shared}
              digest={card.asset}
              part={part}
              onPart={setPart}
              onReveal={onReveal}
            />
          ) : (
            <Stage {...shared} part={part} onReveal={onReveal} />
          )}
          <PartChoice detail={detail} part={part} onPart={setPart} veiled={veiled} />
        </div>
      )}
      <div className="item-words">
        <Facts detail={detail} />
        <FailureNote detail={detail} />
        {part !== '' && (
          <p className="item-part">
            Signals of{' '}
            {part.startsWith('k')
              ? `shot ${Number(part.slice(1)) + 1}`
              : `picture ${Number(part) + 1}`}
            .{' '}
            <button type="button" className="quiet" onClick={() => setPart('')}>
              Show those of the whole item
            </button>
          </p>
        )}
        <SignalList {...shared} part={part} pictureUrl={pictureUrl} />
      </div>
    </div>
  );
}

/** The picture of a part, large enough to cut boxes out of. */
function pictureOf(detail: ItemDetail, part: string): string | undefined {
  const { asset, medium } = detail.card;
  if (asset === null) return undefined;
  if (medium !== 'video') {
    const digest = detail.assets[part === '' ? 0 : Number(part)]?.digest ?? asset;
    return thumbUrl(digest, 1280);
  }
  const shots = findValue(detail, '', 'video')?.shots ?? [];
  const longest = [...shots].sort(
    (a, b) => b.endSeconds - b.startSeconds - (a.endSeconds - a.startSeconds),
  )[0];
  const shot = part === '' ? longest : shots[Number(part.slice(1))];
  return frameUrl(asset, shot?.keyframeSeconds ?? 0, 1280);
}
