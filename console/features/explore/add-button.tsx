import { useState } from 'react';
import { AddAsk } from './add-ask.tsx';

/** Opens the dialog by which files come into the catalogue. */
export function AddButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        Add …
      </button>
      {isOpen && <AddAsk onClose={() => setOpen(false)} />}
    </>
  );
}
