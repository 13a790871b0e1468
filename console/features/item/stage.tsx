import { useState } from 'react';
import type { ItemDetail } from '../../../src/contracts/api.ts';
import type { Box } from '../../../src/contracts/box.ts';
import { assetUrl, thumbUrl } from '../../api/media.ts';
import { BoxDraw } from '../../ui/box-draw.tsx';
import { middleBox } from '../../ui/box-geometry.ts';
import { Picture } from '../../ui/picture.tsx';
import { Reveal } from '../../ui/reveal.tsx';
import { titleOf } from '../../ui/title.ts';
import { findValue } from './item-signals.ts';
import { LayerSwitches, allLayers } from './layer-switches.tsx';
import type { Layers } from './layer-switches.tsx';
import { Overlay } from '../../ui/overlay.tsx';
import './stage.css';

interface StageProps {
  readonly detail: ItemDetail;
  readonly digest: string;
  /** Which of the item's pictures: empty the first, `1` the next … */
  readonly part: string;
  readonly veiled: boolean;
  readonly onReveal: () => void;
  readonly pointed: string | undefined;
  readonly onPoint: (region: string | undefined) => void;
  readonly onSearch: (box: Box) => void;
}

/** The picture as large as fits, what was found on it, and a box to draw. */
export function Stage({ detail, digest, part, veiled, onReveal, ...rest }: StageProps) {
  const { pointed, onPoint, onSearch } = rest;
  const [layers, setLayers] = useState<Layers>(allLayers);
  const [box, setBox] = useState<Box | undefined>();
  const { card } = detail;
  const objects = findValue(detail, part, 'objects')?.objects ?? [];
  const lines = findValue(detail, part, 'ocr')?.lines ?? [];
  const ratio = card.width > 0 && card.height > 0 ? card.width / card.height : 1;
  const isMain = part === '';
  return (
    <>
      <div
        className="stage"
        style={isMain ? { aspectRatio: String(ratio), ['--ratio' as string]: ratio } : undefined}
      >
        <BoxDraw box={veiled ? undefined : box} onBox={setBox} onSearch={onSearch}>
          {isMain ? (
            <Picture card={card} width={1280} alt={titleOf(card)} veiled={veiled} eager />
          ) : (
            <img
              className="stage-free"
              src={thumbUrl(digest, 1280)}
              alt={titleOf(card)}
              data-veiled={veiled}
            />
          )}
          {!veiled && box === undefined && (
            <Overlay
              objects={layers.objects ? objects : []}
              lines={layers.text ? lines : []}
              pointed={pointed}
              onPoint={onPoint}
              onSearch={onSearch}
            />
          )}
        </BoxDraw>
        {veiled && <Reveal title={titleOf(card)} onReveal={onReveal} />}
      </div>
      <div className="stage-acts">
        <LayerSwitches
          counts={{ objects: objects.length, text: lines.length }}
          layers={layers}
          onChange={setLayers}
        />
        {!veiled && (
          <button
            type="button"
            className="quiet"
            title="Or drag on the picture"
            onClick={() => setBox(middleBox)}
          >
            Draw a box to search
          </button>
        )}
        {!veiled && (
          <a className="quiet" href={assetUrl(digest)} target="_blank" rel="noreferrer">
            Original
          </a>
        )}
      </div>
    </>
  );
}
