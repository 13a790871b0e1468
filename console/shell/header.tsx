import { Link } from '@tanstack/react-router';
import { KeysDialog } from './keys-dialog.tsx';
import { MorePages } from './more-pages.tsx';
import { SearchBox } from './search-box.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import './header.css';

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
        <Link to="/related" activeOptions={{ includeSearch: false }}>
          Related
        </Link>
        <Link to="/home" activeOptions={{ includeSearch: false }}>
          Home
        </Link>
        <Link to="/ads" activeOptions={{ includeSearch: false }}>
          Ads
        </Link>
        <Link to="/signals" activeOptions={{ includeSearch: false }}>
          Signals
        </Link>
        <MorePages>
          <Link to="/duplicates" activeOptions={{ includeSearch: false }}>
            Duplicates
          </Link>
          <Link to="/jobs" activeOptions={{ includeSearch: false }}>
            Jobs
          </Link>
          <Link to="/consumers">Consumers</Link>
          <Link to="/runs">Runs</Link>
          <Link to="/live" activeOptions={{ includeSearch: false }}>
            Live
          </Link>
        </MorePages>
      </nav>
      <SearchBox />
      <div className="head-icons">
        <KeysDialog />
        <ThemeSwitch />
      </div>
    </header>
  );
}
