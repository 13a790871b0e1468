import type { SignalValue } from '../../../../src/contracts/values.ts';
import { Bar } from '../../../ui/bar.tsx';
import type { ValueProps } from './value-view.tsx';

const names = new Intl.DisplayNames('en', { type: 'language' });

function nameOf(code: string): string {
  return code === 'und' ? 'unsure' : (names.of(code) ?? code);
}

const fieldNames = {
  title: 'title',
  description: 'description',
  tags: 'tags',
  ocr: 'in picture',
} as const;

export function Language({ value }: ValueProps<SignalValue<'language'>>) {
  return (
    <>
      <p>{nameOf(value.primary)}</p>
      {value.fields.map(({ field, code, confidence }) => (
        <Bar key={field} label={`${nameOf(code)}: ${fieldNames[field]}`} value={confidence} />
      ))}
    </>
  );
}
