export interface Layers {
  readonly objects: boolean;
  readonly text: boolean;
}

export const allLayers: Layers = { objects: true, text: true };

interface LayerSwitchesProps {
  readonly counts: { readonly objects: number; readonly text: number };
  readonly layers: Layers;
  readonly onChange: (layers: Layers) => void;
}

/** Shows and hides what is drawn over the picture. */
export function LayerSwitches({ counts, layers, onChange }: LayerSwitchesProps) {
  const layer = (name: keyof Layers, label: string) =>
    counts[name] > 0 && (
      <label className="tick">
        <input
          type="checkbox"
          checked={layers[name]}
          onChange={() => onChange({ ...layers, [name]: !layers[name] })}
        />
        {label} <span className="num soft">{counts[name]}</span>
      </label>
    );
  if (counts.objects + counts.text === 0) return null;
  return (
    <div className="layers" role="group" aria-label="Drawn over the picture">
      {layer('objects', 'Objects')}
      {layer('text', 'Text')}
    </div>
  );
}
