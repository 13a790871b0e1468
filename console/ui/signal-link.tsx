import { Link } from '@tanstack/react-router';

/** A version of a signal (`image_embedding@1`) as a link to what is known of it. */
export function SignalLink({ signal }: { readonly signal: string }) {
  const [name = signal, version] = signal.split('@');
  const number = Number(version);
  return (
    <Link
      to="/signals/$name"
      params={{ name }}
      search={Number.isInteger(number) && number > 0 ? { version: number } : {}}
      className="signal-link"
    >
      {signal}
    </Link>
  );
}
