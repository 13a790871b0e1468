import type { ReactNode } from 'react';
import { ApiError } from '../api/request.ts';
import { CopyButton } from './copy-button.tsx';
import './notice.css';

interface NoticeProps {
  readonly title: string;
  /** 1 where the notice is the whole page. */
  readonly level?: 1 | 2;
  readonly children?: ReactNode;
}

/** A page or a part of one that has nothing to show, and says what to do about it. */
export function Notice({ title, level = 2, children }: NoticeProps) {
  return (
    <div className="notice">
      {level === 1 ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children}
    </div>
  );
}

interface FailureProps {
  readonly error: Error;
  readonly retry: () => void;
  /** 1 where nothing else is on the page. */
  readonly level?: 1 | 2;
}

/** What went wrong, in the words of the server, and a way to try again where that may help. */
export function Failure({ error, retry, level = 2 }: FailureProps) {
  const status = error instanceof ApiError ? error.status : 0;
  const isRefused = status >= 400 && status < 500;
  return (
    <div role="alert">
      <Notice title={status === 404 ? 'There is nothing here' : 'That did not work'} level={level}>
        <p>{error.message}</p>
        {!isRefused && (
          <button type="button" className="button" onClick={retry}>
            Try again
          </button>
        )}
      </Notice>
    </div>
  );
}

/** A command to type, with a button that copies it. */
export function Command({ line }: { readonly line: string }) {
  return (
    <p className="command">
      <code>{line}</code>
      <CopyButton text={line} name={line} />
    </p>
  );
}
