import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { WordsField } from '../ui/words-field.tsx';

export const searchBoxId = 'search-box';

/** The search field of every page. */
export function SearchBox() {
  const { q = '' } = useSearch({ strict: false });
  return <Box key={q} searched={q} />;
}

function Box({ searched }: { readonly searched: string }) {
  const [text, setText] = useState(searched);
  const navigate = useNavigate();
  return (
    <div role="search" className="head-search">
      <WordsField
        id={searchBoxId}
        label="Search by words"
        placeholder="Search, or paste a picture"
        text={text}
        onText={setText}
        onSubmit={(words) => {
          setText(words);
          void navigate({ to: '/search', search: { q: words } });
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
  );
}
