import { Notice } from '../ui/notice.tsx';

/** What is seen without the token of this server. */
export function Locked() {
  return (
    <main className="page locked">
      <Notice level={1} title="This catalogue is locked">
        <p>
          Open the address that <code>understory serve</code> printed in its terminal: it ends in{' '}
          <code>?token=…</code> and lets this browser in.
        </p>
        <p className="soft">
          The terminal is closed? Start <code>understory serve</code> again; it prints the address
          each time.
        </p>
      </Notice>
    </main>
  );
}
