import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ItemDetail } from '../../../src/contracts/api.ts';
import type { Box } from '../../../src/contracts/box.ts';
import { boxText } from '../../api/media.ts';
import { keepPicture } from '../../api/picture-drawer.ts';
import { isSensitive, isVisible } from '../../ui/picture.tsx';
import { About } from './about.tsx';
import { DeleteItem } from './delete-item.tsx';
import { FailureNote } from './failure-note.tsx';
import { partOf, pictureOfPart, wordsOfPart } from './item-part.ts';
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

  const { asset: index, whole } = partOf(part);
  const asset = detail.assets[index];
  const pictureUrl = pictureOfPart(detail, part);
  const onSearch = async (box: Box) => {
    if (part === '' && asset?.medium === 'image') {
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
      {asset !== undefined && (
        <div className="item-picture">
          {index === 0 && !isVisible(card) ? (
            <p className="stage-none">
              {card.state === 'failed' ? 'This picture could not be read' : 'Not read yet'}
            </p>
          ) : asset.medium === 'video' ? (
            <VideoStage
              key={whole}
              {...shared}
              digest={asset.digest}
              part={part}
              onPart={setPart}
              onReveal={onReveal}
            />
          ) : (
            <Stage key={whole} {...shared} digest={asset.digest} part={part} onReveal={onReveal} />
          )}
          <PartChoice detail={detail} part={part} onPart={setPart} veiled={veiled} />
        </div>
      )}
      <div className="item-words">
        <About detail={detail} />
        <FailureNote detail={detail} />
        {part !== '' && (
          <p className="item-part">
            Signals of {wordsOfPart(detail, part)}.{' '}
            <button type="button" className="quiet" onClick={() => setPart('')}>
              Show those of the whole item
            </button>
          </p>
        )}
        <SignalList {...shared} part={part} pictureUrl={pictureUrl} />
        <DeleteItem id={card.id} />
      </div>
    </div>
  );
}
