import { useState } from 'react';
import type { Encoder } from '../../../src/contracts/encoders.ts';
import type { AddedVersion } from '../../../src/contracts/signals-api.ts';
import { addVersion } from '../../api/signals.ts';
import { AskForm } from '../../ui/ask-form.tsx';
import { size } from '../../ui/numbers.ts';
import { released } from './released.ts';

interface AddVersionFormProps {
  readonly name: string;
  readonly version: number;
  /** At least one. */
  readonly encoders: readonly Encoder[];
  readonly onDone: (added: AddedVersion) => void;
  readonly onClose: () => void;
}

const poolingWords: Readonly<Record<Encoder['poolings'][number], string>> = {
  none: 'none: it gives one vector',
  first: 'taking the first one',
  mean: 'their mean',
  'spatial-mean': 'their mean over the picture',
};

/** By which model a version is made, and what its contract says. */
export function AddVersionForm(props: AddVersionFormProps) {
  const { name, version, encoders, onDone, onClose } = props;
  const [chosen, setChosen] = useState(encoders[0]?.model ?? '');
  const [pooled, setPooled] = useState<Encoder['poolings'][number]>();
  const [owner, setOwner] = useState('');
  const [meaning, setMeaning] = useState('');
  // It may have been removed since it was chosen: the server says so.
  const encoder = encoders.find(({ model }) => model === chosen);
  const ways = encoder?.poolings ?? [];
  const pooling = ways.find((way) => way === pooled) ?? ways[0];
  const act = async () =>
    await addVersion(name, {
      version,
      model: chosen,
      ...(ways.length > 1 && pooling !== undefined && { pooling }),
      ...(owner.trim() !== '' && { owner }),
      ...(meaning.trim() !== '' && { meaning }),
    });
  return (
    <AskForm
      verb={`Add v${version}`}
      busy="Trying the model …"
      leave="Not now"
      act={act}
      changes={released}
      onDone={onDone}
      onClose={onClose}
    >
      <label className="labelled">
        Model
        <select
          className="field"
          required
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        >
          {encoders.map(({ model }) => (
            <option key={model} value={model}>
              {model}
            </option>
          ))}
        </select>
        {encoder !== undefined && <span className="soft">{factsOf(encoder)}</span>}
      </label>
      {ways.length > 1 && (
        <label className="labelled">
          Its tokens become one vector by
          <select
            className="field"
            value={pooling}
            onChange={(event) => setPooled(ways.find((way) => way === event.target.value))}
          >
            {ways.map((way, at) => (
              <option key={way} value={way}>
                {poolingWords[way]}
                {at === 0 && ', as its authors say'}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="labelled">
        Owner
        <input
          className="field"
          maxLength={200}
          placeholder="who owns the other versions"
          value={owner}
          onChange={(event) => setOwner(event.target.value)}
        />
      </label>
      <label className="labelled">
        Meaning
        <textarea
          className="field"
          rows={2}
          maxLength={4000}
          placeholder="for those who read it; else it is said by the model"
          value={meaning}
          onChange={(event) => setMeaning(event.target.value)}
        />
      </label>
    </AskForm>
  );
}

function factsOf({ origin, licence, sizeBytes, makes }: Encoder): string {
  const facts = [origin, licence, size(sizeBytes)];
  return [...facts, ...(makes.length > 0 ? [`makes ${makes.join(', ')}`] : [])].join(', ');
}
