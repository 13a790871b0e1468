import { useState } from 'react';
import type { Box } from '../../../src/contracts/box.ts';
import type { SignalValue } from '../../../src/contracts/values.ts';
import { boxText } from '../../api/media.ts';
import { BoxDraw } from '../../ui/box-draw.tsx';
import { middleBox } from '../../ui/box-geometry.ts';
import { Overlay } from '../../ui/overlay.tsx';
import { Reveal } from '../../ui/reveal.tsx';

interface QueryPictureProps {
  readonly url: string;
  readonly title: string;
  readonly isSensitive: boolean;
  /** Width ÷ height, where it is known before the picture is there. */
  readonly ratio: number | undefined;
  /** What can be tapped; undefined while it is looked for. */
  readonly objects: SignalValue<'objects'>['objects'] | undefined;
  /** The part that is searched with now. */
  readonly box: Box | undefined;
  /** Whether the search leads away from it. */
  readonly isAway: boolean;
  readonly onSearch: (box: Box | undefined) => void;
}

/** The picture that is searched with; an object that is tapped or a box that is cut is its part. */
export function QueryPicture(props: QueryPictureProps) {
  const { url, title, isSensitive, ratio, objects, box, isAway, onSearch } = props;
  const [drawn, setDrawn] = useState<Box | undefined>(box);
  const [pointed, setPointed] = useState<string>();
  const [revealed, setRevealed] = useState(false);
  const veiled = isSensitive && !revealed;
  const remove = () => {
    setDrawn(undefined);
    if (box !== undefined) onSearch(undefined);
  };
  return (
    <figure className="query-picture">
      <div
        className="query-frame"
        data-veiled={veiled}
        style={ratio === undefined ? undefined : { ['--ratio' as string]: ratio }}
      >
        <BoxDraw
          box={veiled ? undefined : drawn}
          onBox={(next) => (next === undefined ? remove() : setDrawn(next))}
          onSearch={onSearch}
          isSettled={drawn !== undefined && box !== undefined && boxText(drawn) === boxText(box)}
        >
          <img src={url} alt={title} draggable={false} />
          {!veiled && (
            <Overlay
              objects={objects ?? []}
              lines={[]}
              pointed={pointed}
              onPoint={setPointed}
              onSearch={onSearch}
            />
          )}
        </BoxDraw>
        {veiled && <Reveal title={title} onReveal={() => setRevealed(true)} />}
      </div>
      <figcaption className="small soft">
        {isAway ? 'Kept away from ' : 'Searched with '}
        {box === undefined ? 'the whole picture. ' : 'the marked part. '}
        {!veiled && objects === undefined && 'Looking for objects to tap … '}
        {!veiled && objects !== undefined && objects.length > 0 && 'Tap an object, or drag. '}
        {drawn === undefined && !veiled && (
          <button type="button" className="quiet" onClick={() => setDrawn(middleBox)}>
            Draw a box
          </button>
        )}
      </figcaption>
    </figure>
  );
}
