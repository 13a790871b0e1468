import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { keepPicture } from '../api/picture-drawer.ts';
import { searchBoxId } from './search-box.tsx';

/** `/` goes to the search field; a picture pasted anywhere is searched with. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isWriting(event.target)) return;
      event.preventDefault();
      document.getElementById(searchBoxId)?.focus();
    };
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const picture = files.find((file) => file.type.startsWith('image/'));
      if (picture === undefined) return;
      event.preventDefault();
      void navigate({ to: '/search', search: { picture: keepPicture(picture) } });
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('paste', onPaste);
    };
  }, [navigate]);
}

/** Whether keys pressed there are words and not commands. */
function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
  );
}
