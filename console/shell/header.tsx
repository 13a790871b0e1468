import { Link } from '@tanstack/react-router';
import { KeysDialog } from './keys-dialog.tsx';
import { SearchBox } from './search-box.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

export function Header() {
  return (
    <header className="head">
      <Link to="/" className="head-mark" aria-label="Understory, to the start">
        Understory
      </Link>
      <nav className="head-nav" aria-label="Pages">
        <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
          Explore
        </Link>
        <Link to="/search" activeOptions={{ includeSearch: false }}>
          Search
        </Link>
        <Link to="/duplicates">Duplicates</Link>
        <Link to="/runs">Runs</Link>
      </nav>
      <SearchBox />
      <div className="head-icons">
        <KeysDialog />
        <ThemeSwitch />
      </div>
    </header>
  );
}
