import { Link } from '@tanstack/react-router';

/** What there is to do while nobody has asked to compute anything. */
export function FirstRequest() {
  return (
    <p className="small">
      Nobody has asked to compute signals yet:{' '}
      <Link to="/live" search={true} hash="try-it">
        send a picture
      </Link>
    </p>
  );
}
