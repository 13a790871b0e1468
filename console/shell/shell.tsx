import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { statusQuery } from '../api/status.ts';
import { ApiError } from '../api/request.ts';
import { Header } from './header.tsx';
import { Locked } from './locked.tsx';
import { ReadingLine } from './reading-line.tsx';
import { useArrivingPictures } from './use-arriving-pictures.ts';
import { useSearchKey } from './use-search-key.ts';
import './shell.css';

/** What every page stands in. */
export function Shell() {
  const status = useQuery(statusQuery);
  useSearchKey();
  useArrivingPictures();
  if (status.error instanceof ApiError && status.error.status === 401) return <Locked />;
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Header />
      <ReadingLine runs={status.data?.running ?? []} />
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}
