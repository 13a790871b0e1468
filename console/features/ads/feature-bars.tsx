import { adFeatureNames, adFeatures } from '../../../src/contracts/ads.ts';
import type { AdFeatureName, AdFeatureVector } from '../../../src/contracts/ads.ts';
import { words } from '../../ui/numbers.ts';

interface FeatureBarsProps {
  readonly label: string;
  readonly features: AdFeatureVector;
  /** Those that the model in use knows nothing of. */
  readonly unused: readonly AdFeatureName[];
}

/** The vector that an ads ranker is given, each number on its own scale; 0 of a cosine is the middle. */
export function FeatureBars({ label, features, unused }: FeatureBarsProps) {
  return (
    <ul className="features" aria-label={label}>
      {adFeatureNames.map((name) => (
        <li key={name} data-unused={unused.includes(name)}>
          <Feature name={name} value={features[name]} />
        </li>
      ))}
    </ul>
  );
}

function Feature({ name, value }: { readonly name: AdFeatureName; readonly value: number | null }) {
  const { least, most, meaning, nullWhen } = adFeatures[name];
  const placeOf = (number: number) => ((number - least) / (most - least)) * 100;
  const [from, to] = [placeOf(0), placeOf(value ?? 0)];
  return (
    <>
      <span className="feature-name" title={`${meaning}; ${least} to ${most}`}>
        {words(name)}
      </span>
      <span className="feature-track" aria-hidden="true" data-centred={least < 0}>
        {value !== null && (
          <span style={{ left: `${Math.min(from, to)}%`, width: `${Math.abs(to - from)}%` }} />
        )}
      </span>
      {value === null ? (
        <span className="feature-value soft" title={`Unknown: ${nullWhen}`}>
          <span aria-hidden="true">–</span>
          <span className="unseen">unknown</span>
        </span>
      ) : (
        <span className="feature-value num">{value.toFixed(2)}</span>
      )}
    </>
  );
}
