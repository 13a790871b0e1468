import { useQuery } from '@tanstack/react-query';
import { signalsQuery } from '../../api/signals.ts';
import './consumers.css';

interface DeclarationChoiceProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Which signals a consumer uses: the live version of each, or, where there are more, a named one. */
export function DeclarationChoice({ chosen, onChange }: DeclarationChoiceProps) {
  const { data } = useQuery(signalsQuery);
  const signals = (data?.signals ?? []).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const options = signals.flatMap(({ name, versions }) => {
    const computed = versions.filter(({ state }) => state !== 'defined' && state !== 'dropped');
    const pinned = computed.length > 1 || chosen.some((one) => one.startsWith(`${name}@`));
    return [name, ...(pinned ? computed.map(({ version }) => `${name}@${version}`) : [])];
  });
  return (
    <fieldset className="ticks declarations">
      <legend>
        Signals it uses <span className="soft">(the live version; with @ that one)</span>
      </legend>
      {options.map((option) => (
        <label key={option} className="tick">
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={({ target }) =>
              onChange(
                target.checked ? [...chosen, option] : chosen.filter((one) => one !== option),
              )
            }
          />
          {option}
        </label>
      ))}
    </fieldset>
  );
}
