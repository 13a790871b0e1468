import { useState } from 'react';
import { PictureFile } from '../../ui/picture-file.tsx';
import { WordsField } from '../../ui/words-field.tsx';

interface AdsBarProps {
  /** The words that ads are sought for now. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onPicture: (picture: Blob) => void;
}

/** Words, or a picture, to find ads for. */
export function AdsBar({ text, onText, onPicture }: AdsBarProps) {
  const [typed, setTyped] = useState(text);
  const submit = (words: string) => {
    setTyped(words);
    onText(words);
  };
  return (
    <div className="ads-bar" role="search" aria-label="What to find ads for">
      <WordsField
        label="Words to find ads for"
        placeholder="Words, such as running shoes"
        text={typed}
        onText={setTyped}
        onSubmit={submit}
      />
      <button
        type="button"
        className="button"
        disabled={typed.trim() === ''}
        onClick={() => submit(typed.trim())}
      >
        Find ads
      </button>
      <PictureFile label="Choose a picture to find ads for" onPicture={onPicture} />
    </div>
  );
}
