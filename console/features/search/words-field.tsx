/** The large search field of the page before anything is searched for. */
export function WordsField({ onSearch }: { readonly onSearch: (words: string) => void }) {
  return (
    <form
      className="words-field"
      onSubmit={(event) => {
        event.preventDefault();
        const said = new FormData(event.currentTarget).get('words');
        if (typeof said === 'string' && said.trim() !== '') onSearch(said.trim());
      }}
    >
      <input
        className="field"
        type="search"
        name="words"
        aria-label="Words to search for"
        placeholder="What are you looking for?"
        maxLength={1000}
        autoComplete="off"
        enterKeyHint="search"
      />
      <button type="submit" className="button button-mark">
        Search
      </button>
    </form>
  );
}
