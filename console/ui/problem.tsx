import './problem.css';

/** Why something was refused, in the words of the server. */
export function Problem({ error }: { readonly error: Error | null }) {
  if (error === null) return null;
  return (
    <p className="problem" role="alert">
      {error.message}
    </p>
  );
}
