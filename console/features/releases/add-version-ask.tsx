import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AddedVersion } from '../../../src/contracts/signals-api.ts';
import { encodersQuery } from '../../api/signals.ts';
import { Ask } from '../../ui/ask.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { words } from '../../ui/numbers.ts';
import { AddVersionForm } from './add-version-form.tsx';
import { AddedNote } from './added-note.tsx';
import { WhereModelsComeFrom } from './where-models-come-from.tsx';

interface AddVersionAskProps {
  readonly name: string;
  /** The number that the next version gets. */
  readonly version: number;
  readonly onClose: () => void;
  readonly onBackfill: () => void;
}

/** A version of an embedding by another model: which one, or how to bring one. */
export function AddVersionAsk({ name, version, onClose, onBackfill }: AddVersionAskProps) {
  const encoders = useQuery(encodersQuery(name));
  const [added, setAdded] = useState<AddedVersion>();
  if (added !== undefined) {
    return <AddedNote added={added} onClose={onClose} onBackfill={onBackfill} />;
  }
  return (
    <Ask title={`Add ${words(name)} v${version}`} onClose={onClose}>
      <p>
        Another model makes another version, beside those there are. Nothing is computed and nobody
        reads it until it is backfilled and promoted. Which model makes a version never changes.
      </p>
      <Loaded query={encoders}>
        {({ encoders: choices }) => (
          <>
            {choices.length === 0 ? (
              <p>
                <strong>No model here can make it yet.</strong>
              </p>
            ) : (
              <AddVersionForm
                name={name}
                version={version}
                encoders={choices}
                onDone={setAdded}
                onClose={onClose}
              />
            )}
            <WhereModelsComeFrom
              name={name}
              isOpen={choices.length === 0}
              onLook={() => void encoders.refetch()}
            />
          </>
        )}
      </Loaded>
    </Ask>
  );
}
