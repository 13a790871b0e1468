/** What a search can be made of, said before there is one. */
export function Blank() {
  return (
    <div className="search-blank">
      <p className="search-drop">
        Drop or paste a picture<span className="soft"> anywhere, or choose one above</span>
      </p>
      <ul className="soft small">
        <li>
          Words find what items say, show and are about; <b>not stripes</b> leads away from stripes.
        </li>
        <li>Tap an object in a picture, or cut a piece of it, to search with that part.</li>
        <li>
          Mix words, pictures and items: each result can be added with <b>+</b>, or kept away from
          with <b>−</b>.
        </li>
      </ul>
    </div>
  );
}
