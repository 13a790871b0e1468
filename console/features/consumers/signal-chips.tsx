import { Link } from '@tanstack/react-router';

/** What a consumer declares: `topics` follows the live version, `objects@1` is that one. */
export function SignalChips({ signals }: { readonly signals: readonly string[] }) {
  if (signals.length === 0) return <span className="soft">none declared</span>;
  return (
    <ul className="chips">
      {signals.map((signal) => {
        const [name = signal, version] = signal.split('@');
        return (
          <li key={signal}>
            <Link
              to="/signals/$name"
              params={{ name }}
              search={version === undefined ? {} : { version: Number(version) }}
            >
              {signal}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
