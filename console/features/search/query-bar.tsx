import { useState } from 'react';
import type { ClipboardEvent, DragEvent } from 'react';
import { keepPicture, takesPictures } from '../../api/picture-drawer.ts';
import { partText } from '../../api/search-parts.ts';
import type { SearchPart } from '../../api/search-parts.ts';
import { PictureFile } from '../../ui/picture-file.tsx';
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
}

/** What is searched for: words, pictures and items, each a chip, and a field for more. */
export function QueryBar({ parts, onParts, looked, onLook }: QueryBarProps) {
  const [text, setText] = useState('');
  const add = (part: SearchPart) => {
    const isThere = parts.some((one) => partText(one) === partText(part));
    if (!isThere) onParts([...parts, part]);
  };
  const addPicture = (file: Blob) => add({ kind: 'picture', key: keepPicture(file), weight: 1 });
  const without = (index: number) => parts.filter((_, at) => at !== index);
  const takeBack = (index: number) => {
    const part = parts[index];
    if (part?.kind === 'words') setText(part.weight < 0 ? `not ${part.text}` : part.text);
    onParts(without(index));
  };
  /** A picture that is dropped or pasted here is added; anywhere else it is a new search. */
  const arrive = (event: DragEvent | ClipboardEvent, data: DataTransfer) => {
    const picture = [...data.files].find((file) => file.type.startsWith('image/'));
    if (picture === undefined || parts.length === 0) return;
    event.preventDefault();
    addPicture(picture);
  };
  return (
    <div
      className="query-bar"
      role="search"
      aria-label="What to search for"
      onDrop={(event) => arrive(event, event.dataTransfer)}
      onPaste={(event) => arrive(event, event.clipboardData)}
      {...(parts.length > 0 ? takesPictures : {})}
    >
      {parts.length > 0 && (
        <ul className="query-parts" aria-label="Parts of the search">
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
      <div className="query-more">
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
        <PictureFile label="Choose a picture to search with" onPicture={addPicture} />
      </div>
    </div>
  );
}
