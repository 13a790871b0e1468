interface SwitchProps {
  readonly name: string;
  /** A sentence on what it does, for who points at it. */
  readonly hint: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Something that is on or off, with effect at once. */
export function Switch({ name, hint, isOn, onChange }: SwitchProps) {
  return (
    <label className="tick" title={hint}>
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
      />
      {name}
    </label>
  );
}
