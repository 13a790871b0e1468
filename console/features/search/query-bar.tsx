import { useState } from 'react';
import { partText } from '../../api/search-parts.ts';
import type { SearchPart } from '../../api/search-parts.ts';
import { WordsField } from '../../ui/words-field.tsx';
import { PartChip } from './part-chip.tsx';
import { partOfWords } from './part-words.ts';
import './query-bar.css';

interface QueryBarProps {
  readonly parts: readonly SearchPart[];
  readonly onParts: (parts: readonly SearchPart[]) => void;
  /** The part whose picture is looked at. */
  readonly looked: SearchPart | undefined;
  readonly onLook: (index: number) => void;
  /** Keeps a picture and gives the key of it. */
  readonly keepPicture: (bytes: Blob) => number;
}

/** What is searched for: words, pictures and items, each a chip, and a field for more. */
export function QueryBar({ parts, onParts, looked, onLook, keepPicture }: QueryBarProps) {
  const [text, setText] = useState('');
  const add = (part: SearchPart) => {
    const isThere = parts.some((one) => partText(one) === partText(part));
    if (!isThere) onParts([...parts, part]);
  };
  const addPicture = (file: Blob | undefined) => {
    if (file !== undefined) add({ kind: 'picture', key: keepPicture(file), weight: 1 });
  };
  const without = (index: number) => parts.filter((_, at) => at !== index);
  const takeBack = (index: number) => {
    const part = parts[index];
    if (part?.kind === 'words') setText(part.weight < 0 ? `not ${part.text}` : part.text);
    onParts(without(index));
  };
  /** A picture that is dropped or pasted here is added; anywhere else it is a new search. */
  const arrive = (data: DataTransfer, native: Event) => {
    const picture = [...data.files].find((file) => file.type.startsWith('image/'));
    if (picture === undefined || parts.length === 0) return;
    native.preventDefault();
    native.stopPropagation();
    document.documentElement.removeAttribute('data-picture-over');
    addPicture(picture);
  };
  return (
    <div
      className="query-bar"
      role="search"
      aria-label="What to search for"
      onDrop={(event) => arrive(event.dataTransfer, event.nativeEvent)}
      onPaste={(event) => arrive(event.clipboardData, event.nativeEvent)}
    >
      {parts.length > 0 && (
        <ul className="parts" aria-label="Parts of the search">
          {parts.map((part, index) => (
            <PartChip
              key={`${partText(part)}`}
              part={part}
              isMixed={parts.length > 1}
              isLookedAt={part === looked}
              onWeight={(weight) =>
                onParts(parts.map((one, at) => (at === index ? { ...one, weight } : one)))
              }
              onRemove={() => onParts(without(index))}
              onPress={() => (part.kind === 'words' ? takeBack(index) : onLook(index))}
            />
          ))}
        </ul>
      )}
      <WordsField
        label={parts.length === 0 ? 'Words to search for' : 'More words'}
        placeholder={parts.length === 0 ? 'What are you looking for?' : 'and …, or not …'}
        text={text}
        onText={setText}
        onSubmit={(words) => {
          setText('');
          add(partOfWords(words));
        }}
        {...(parts.length === 0 ? {} : { onBack: () => takeBack(parts.length - 1) })}
      />
      <label className="button query-file">
        <input
          type="file"
          accept="image/*"
          className="unseen"
          aria-label="Choose a picture to search with"
          onChange={(event) => {
            addPicture(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <path
            d="M3 6h3l1.5-2h5L14 6h3v10H3zM10 8.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinejoin="round"
          />
        </svg>
        Picture
      </label>
    </div>
  );
}
