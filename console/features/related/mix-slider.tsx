import { useState } from 'react';
import { Label } from 'react-aria-components/Label';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import { leastLambda } from '../../../src/contracts/related.ts';

interface MixSliderProps {
  /** Of maximal marginal relevance: 1 only the order. */
  readonly lambda: number;
  readonly onChange: (lambda: number) => void;
}

/** How different results are to be from each other, from only the best to the most different. */
export function MixSlider({ lambda, onChange }: MixSliderProps) {
  const [dragged, setDragged] = useState<number>();
  const shown = dragged ?? lambda;
  return (
    <Slider
      className="mix-slider"
      minValue={0}
      maxValue={Number((1 - leastLambda).toFixed(2))}
      step={0.05}
      value={Number((1 - shown).toFixed(2))}
      onChange={(mix) => setDragged(1 - mix)}
      onChangeEnd={(mix) => {
        setDragged(undefined);
        onChange(Number((1 - mix).toFixed(2)));
      }}
    >
      <Label>Diversity</Label>
      <SliderTrack className="mix-track">
        <SliderThumb className="mix-thumb" />
      </SliderTrack>
      <span className="num soft">λ {shown.toFixed(2)}</span>
    </Slider>
  );
}
