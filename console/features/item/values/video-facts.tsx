import type { SignalValue } from '../../../../src/contracts/values.ts';
import { clock, counted } from '../../../ui/numbers.ts';
import type { ValueProps } from './value-view.tsx';

export function VideoFacts({ value }: ValueProps<SignalValue<'video'>>) {
  const facts = [
    clock(value.durationSeconds),
    `${value.width} × ${value.height}`,
    `${Number(value.frameRate.toFixed(2))} frames a second`,
    value.codec,
    value.hasAudio ? 'with sound' : 'silent',
    counted(value.shots.length, 'shot'),
  ];
  return <p>{facts.join(', ')}</p>;
}
