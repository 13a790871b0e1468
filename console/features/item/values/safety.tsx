import type { SignalValue } from '../../../../src/contracts/values.ts';
import { Bar } from '../../../ui/bar.tsx';
import type { ValueProps } from './value-view.tsx';

const classes = ['neutral', 'drawing', 'sexy', 'porn', 'hentai'] as const;

/** The tier, why, and what the picture model gave to each class. */
export function Safety({ value }: ValueProps<SignalValue<'safety'>>) {
  return (
    <>
      <p>
        <span className={value.tier === 'safe' ? undefined : 'warn'}>{value.tier}</span>
        {value.medium !== 'none' && <span className="soft">, {value.medium}</span>}
      </p>
      {value.labels.map((label) => (
        <Bar
          key={`${label.category}/${label.label}/${label.from}`}
          label={label.label}
          value={label.score}
          hint={`${label.category} › ${label.subcategory} › ${label.label}, from ${label.from}`}
          strong
        />
      ))}
      {value.image !== undefined && <Classes image={value.image} />}
    </>
  );
}

function Classes({ image }: { readonly image: NonNullable<SignalValue<'safety'>['image']> }) {
  return classes.map((name) => <Bar key={name} label={name} value={image[name]} />);
}
