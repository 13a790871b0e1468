import type { ReactNode } from 'react';
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

/** What went wrong, in the words of the server, and a way to try again. */
export function Failure({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  return (
    <div className="notice" role="alert">
      <h2>That did not work</h2>
      <p>{error.message}</p>
      <button type="button" className="button" onClick={retry}>
        Try again
      </button>
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
