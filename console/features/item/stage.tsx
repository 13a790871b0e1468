import { useState } from 'react';
import type { ItemDetail } from '../../../src/contracts/api.ts';
import type { Box } from '../../../src/contracts/box.ts';
import { assetUrl, thumbUrl } from '../../api/media.ts';
import { BoxDraw } from '../../ui/box-draw.tsx';
import { middleBox } from '../../ui/box-geometry.ts';
import { Picture, isVisible } from '../../ui/picture.tsx';
import { Reveal } from '../../ui/reveal.tsx';
import { titleOf } from '../../ui/title.ts';
import { findValue } from './item-signals.ts';
import { LayerSwitches, allLayers } from './layer-switches.tsx';
import type { Layers } from './layer-switches.tsx';
import { Overlay } from './overlay.tsx';

interface StageProps {
  readonly detail: ItemDetail;
  /** Which of the item's pictures: empty the first, `1` the next … */
  readonly part: string;
  readonly veiled: boolean;
  readonly onReveal: () => void;
  readonly pointed: string | undefined;
  readonly onPoint: (region: string | undefined) => void;
  readonly onSearch: (box: Box) => void;
}

/** The picture as large as fits, what was found on it, and a box to draw. */
export function Stage({ detail, part, veiled, onReveal, pointed, onPoint, onSearch }: StageProps) {
  const [layers, setLayers] = useState<Layers>(allLayers);
  const [box, setBox] = useState<Box | undefined>();
  const { card } = detail;
  const asset = detail.assets[part === '' ? 0 : Number(part)]?.digest ?? card.asset;
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
            asset !== null && <img className="stage-free" src={thumbUrl(asset, 1280)} alt="" />
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
        {veiled && isVisible(card) && <Reveal title={titleOf(card)} onReveal={onReveal} />}
      </div>
      <div className="stage-acts">
        <LayerSwitches
          counts={{ objects: objects.length, text: lines.length }}
          layers={layers}
          onChange={setLayers}
        />
        {isMain && !veiled && isVisible(card) && (
          <button
            type="button"
            className="quiet"
            title="Or drag on the picture"
            onClick={() => setBox(middleBox)}
          >
            Draw a box to search
          </button>
        )}
        {asset !== null && !veiled && (
          <a className="quiet" href={assetUrl(asset)} target="_blank" rel="noreferrer">
            Original
          </a>
        )}
      </div>
    </>
  );
}
