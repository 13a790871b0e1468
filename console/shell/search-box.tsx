import { useNavigate, useSearch } from '@tanstack/react-router';

export const searchBoxId = 'search-box';

/** The search field of every page. */
export function SearchBox() {
  const navigate = useNavigate();
  const { q = '' } = useSearch({ strict: false });

  const search = (data: FormData) => {
    const words = data.get('q');
    if (typeof words !== 'string' || words.trim() === '') return;
    void navigate({ to: '/search', search: { q: words.trim() } });
  };

  return (
    <form
      role="search"
      className="head-search"
      onSubmit={(event) => {
        event.preventDefault();
        search(new FormData(event.currentTarget));
      }}
    >
      <input
        key={q}
        id={searchBoxId}
        className="field"
        type="search"
        name="q"
        aria-label="Search by words"
        placeholder="Search, or paste a picture"
        defaultValue={q}
        maxLength={1000}
        autoComplete="off"
        enterKeyHint="search"
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}
