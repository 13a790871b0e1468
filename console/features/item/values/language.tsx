import type { SignalValue } from '../../../../src/contracts/values.ts';
import { Bar } from '../../../ui/bar.tsx';
import { languageName } from '../../../ui/language-name.ts';
import type { ValueProps } from './value-view.tsx';

const fieldNames = {
  title: 'title',
  description: 'description',
  tags: 'tags',
  ocr: 'in picture',
} as const;

export function Language({ value }: ValueProps<SignalValue<'language'>>) {
  return (
    <>
      <p>{languageName(value.primary)}</p>
      {value.fields.map(({ field, code, confidence }) => (
        <Bar key={field} label={`${languageName(code)}: ${fieldNames[field]}`} value={confidence} />
      ))}
    </>
  );
}
