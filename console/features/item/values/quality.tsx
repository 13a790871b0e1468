import type { SignalValue } from '../../../../src/contracts/values.ts';
import { Bar } from '../../../ui/bar.tsx';
import type { ValueProps } from './value-view.tsx';

const imageParts = [
  ['sharpness', 'Sharpness', 'Detail at the finest scale; higher is better.'],
  ['exposure', 'Exposure', 'Neither too dark nor burnt out; higher is better.'],
  ['contrast', 'Contrast', 'Spread of light and dark; higher is better.'],
  ['noise', 'Noise', '0 clean, 1 noisy; lower is better.'],
  ['resolution', 'Resolution', 'Pixels there are; higher is better.'],
  ['border', 'Border', 'Share of the picture taken by a uniform border; lower is better.'],
  ['textOverlay', 'Text over it', 'Share of the picture that text covers.'],
  ['blank', 'Blank', 'Share of the picture that is one flat colour.'],
] as const;

export function ImageQuality({ value }: ValueProps<SignalValue<'image_quality'>>) {
  return (
    <>
      <Bar label="Quality" value={value.score} strong />
      {imageParts.map(([part, label, hint]) => (
        <Bar key={part} label={label} value={value[part]} hint={hint} />
      ))}
    </>
  );
}

export function TextQuality({ value }: ValueProps<SignalValue<'text_quality'>>) {
  return (
    <>
      <Bar label="Quality" value={value.score} strong />
      <Bar label="All capitals" value={value.allCaps} />
      <Bar label="Repetition" value={value.repetition} />
      <Bar label="Emoji" value={value.emojiShare} />
      <Bar label="Clickbait" value={value.clickbait} />
      <p className="small soft num">
        {value.words} words, {value.links} links
      </p>
    </>
  );
}
