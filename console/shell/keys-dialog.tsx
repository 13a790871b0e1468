import { useEffect, useState } from 'react';
import { Ask } from '../ui/ask.tsx';
import { isCommandKey } from './command-key.ts';
import './keys-dialog.css';

interface Group {
  readonly title: string;
  readonly keys: readonly (readonly [keys: readonly string[], does: string])[];
}

const groups: readonly Group[] = [
  {
    title: 'Everywhere',
    keys: [
      [['/'], 'to the search field'],
      [['Ctrl', 'V'], 'search with the picture in the clipboard'],
      [['?'], 'these keys'],
    ],
  },
  {
    title: 'Where words are typed',
    keys: [
      [['↓', '↑'], 'what they may become'],
      [['Enter'], 'search, or add them to the search'],
      [['Backspace'], 'change the last part of the search'],
    ],
  },
  {
    title: 'Among pictures',
    keys: [
      [['←', '↑', '→', '↓'], 'to the picture beside'],
      [['j', 'k'], 'in the catalogue: to the next, to the one before'],
      [['Enter'], 'open the item'],
    ],
  },
  {
    title: 'On an item',
    keys: [
      [['→', 'j'], 'the next item'],
      [['←', 'k'], 'the one before'],
      [['Esc'], 'back'],
    ],
  },
  {
    title: 'On a drawn box',
    keys: [
      [['←', '↑', '→', '↓'], 'move it'],
      [['Shift', '←', '…'], 'size it'],
      [['Enter'], 'search with it'],
      [['Esc'], 'remove it'],
    ],
  },
];

/** The keys of the console; `?` or the button opens it. */
export function KeysDialog() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isCommandKey(event, '?')) setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        className="head-icon head-keys"
        aria-label="Keys"
        aria-haspopup="dialog"
        title="Keys (?)"
        onClick={() => setOpen(true)}
      >
        ?
      </button>
      {isOpen && (
        <Ask title="Keys" isWide onClose={() => setOpen(false)}>
          <div className="keys-groups">
            {groups.map((group) => (
              <KeyGroup key={group.title} {...group} />
            ))}
          </div>
        </Ask>
      )}
    </>
  );
}

function KeyGroup({ title, keys }: Group) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {keys.map(([names, does]) => (
          <div key={does}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
