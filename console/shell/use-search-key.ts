import { useEffect } from 'react';
import { isCommandKey } from './command-key.ts';
import { searchBoxId } from './search-box.tsx';

/** `/` goes to the search field. */
export function useSearchKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isCommandKey(event, '/')) return;
      event.preventDefault();
      document.getElementById(searchBoxId)?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
