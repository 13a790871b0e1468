import { useState } from 'react';
import type { Box } from '../../../src/contracts/box.ts';
import { boxText } from '../../api/media.ts';
import { BoxDraw } from '../../ui/box-draw.tsx';
import { middleBox } from '../../ui/box-geometry.ts';
import { Reveal } from '../../ui/reveal.tsx';

interface QueryPictureProps {
  readonly url: string;
  readonly title: string;
  readonly isSensitive: boolean;
  /** The part that is searched with now. */
  readonly box: Box | undefined;
  readonly onSearch: (box: Box | undefined) => void;
}

/** The picture that is searched with; a box drawn on it searches with that part. */
export function QueryPicture({ url, title, isSensitive, box, onSearch }: QueryPictureProps) {
  const [drawn, setDrawn] = useState<Box | undefined>(box);
  const [revealed, setRevealed] = useState(false);
  const veiled = isSensitive && !revealed;
  const remove = () => {
    setDrawn(undefined);
    if (box !== undefined) onSearch(undefined);
  };
  return (
    <figure className="query-picture">
      <div className="query-frame" data-veiled={veiled}>
        <BoxDraw
          box={veiled ? undefined : drawn}
          onBox={(next) => (next === undefined ? remove() : setDrawn(next))}
          onSearch={onSearch}
          isSettled={drawn !== undefined && box !== undefined && boxText(drawn) === boxText(box)}
        >
          <img src={url} alt={title} draggable={false} />
        </BoxDraw>
        {veiled && <Reveal title={title} onReveal={() => setRevealed(true)} />}
      </div>
      <figcaption className="small soft">
        {box === undefined
          ? 'Searched with the whole picture. '
          : 'Searched with the marked part. '}
        {drawn === undefined && !veiled && (
          <button type="button" className="quiet" onClick={() => setDrawn(middleBox)}>
            Draw a box
          </button>
        )}
      </figcaption>
    </figure>
  );
}
