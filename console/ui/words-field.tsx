import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Completions } from '../../src/contracts/search.ts';
import { completionsQuery } from '../api/search.ts';
import { counted } from './numbers.ts';
import './words-field.css';

interface WordsFieldProps {
  readonly id?: string;
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Words to search for, typed or chosen. */
  readonly onSubmit: (text: string) => void;
  /** Backspace where there is nothing to delete. */
  readonly onBack?: () => void;
}

/** The time after a letter until completions are asked for. */
const settleMs = 120;

/** A field for words to search for, with what they may become: chosen with the arrows or a press. */
export function WordsField(props: WordsFieldProps) {
  const { id, label, placeholder, text, onText, onSubmit, onBack } = props;
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const options = useCompletions(text, isOpen);
  const chosen = options[active];

  const choose = (words: string) => {
    setOpen(false);
    setActive(-1);
    onSubmit(words);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && options.length > 0) {
      // Before the first stands what was typed.
      setActive((at) => ((at + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    } else if (event.key === 'Enter') {
      const words = (chosen?.text ?? text).trim();
      if (words !== '') choose(words);
    } else if (event.key === 'Escape' && options.length > 0) {
      setOpen(false);
      setActive(-1);
    } else if (event.key === 'Backspace' && text === '' && onBack !== undefined) {
      onBack();
    } else return;
    event.preventDefault();
  };
  return (
    <div className="words-field" onBlur={() => setOpen(false)}>
      <input
        id={id}
        className="field"
        type="search"
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={options.length > 0}
        aria-controls={listId}
        aria-activedescendant={chosen === undefined ? undefined : `${listId}-${active}`}
        placeholder={placeholder}
        value={text}
        maxLength={1000}
        autoComplete="off"
        enterKeyHint="search"
        onChange={(event) => {
          setOpen(true);
          setActive(-1);
          onText(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <ul
        id={listId}
        className="words-options"
        role="listbox"
        aria-label="Completions"
        hidden={options.length === 0}
      >
        {options.map((option, index) => (
          <li
            key={`${option.kind} ${option.text}`}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            // A press must not take the focus away before it is a click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(option.text)}
          >
            <span className="words-option">
              {option.corrected && <span className="soft">did you mean </span>}
              {option.text}
            </span>
            <span className="words-kind num">
              {option.kind === 'title' ? '' : `${option.kind}, `}
              {counted(option.count, 'item')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function useCompletions(text: string, isOpen: boolean): Completions['completions'] {
  const typed = text.trim();
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), settleMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useQuery({ ...completionsQuery(settled), enabled: isOpen && settled !== '' });
  const isCurrent = isOpen && settled !== '' && typed !== '';
  return isCurrent ? (found.data?.completions ?? []) : [];
}
