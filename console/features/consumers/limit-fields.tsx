import type { ConsumerLimits } from '../../../src/contracts/consumers.ts';

const fields = [
  ['requestsPerSecond', 'Requests a second', 'any'],
  ['itemsPerDay', 'Items a day', '1'],
] as const satisfies readonly (readonly [keyof ConsumerLimits, string, string])[];

interface LimitFieldsProps {
  readonly limits: ConsumerLimits;
  readonly onChange: (limits: ConsumerLimits) => void;
}

/** How much a consumer may ask; empty for as much as it likes. */
export function LimitFields({ limits, onChange }: LimitFieldsProps) {
  return (
    <div className="limit-fields">
      {fields.map(([name, label, step]) => (
        <label key={name} className="labelled">
          {label}
          <input
            className="field"
            type="number"
            min={step === 'any' ? '0.01' : '1'}
            step={step}
            placeholder="no limit"
            value={limits[name] ?? ''}
            onChange={({ target }) =>
              onChange({ ...limits, [name]: target.value === '' ? null : target.valueAsNumber })
            }
          />
        </label>
      ))}
    </div>
  );
}

/** `at most 50 requests a second and 1,000,000 items a day`; undefined where there is no limit. */
export function limitWords({ requestsPerSecond, itemsPerDay }: ConsumerLimits): string | undefined {
  const words = [
    requestsPerSecond !== null && `${requestsPerSecond.toLocaleString('en')} requests a second`,
    itemsPerDay !== null && `${itemsPerDay.toLocaleString('en')} items a day`,
  ].filter((each) => each !== false);
  return words.length === 0 ? undefined : `at most ${words.join(' and ')}`;
}
