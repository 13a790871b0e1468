import { madeUpName } from './made-up-name.ts';

/** Whose feed it is to be. */
export function UserChoice({ onUser }: { readonly onUser: (user: string) => void }) {
  return (
    <form
      className="user-choice"
      onSubmit={(event) => {
        event.preventDefault();
        const said = new FormData(event.currentTarget).get('user');
        if (typeof said === 'string' && said.trim() !== '') onUser(said.trim());
      }}
    >
      <label className="labelled">
        A user, as your product names them
        <input
          className="field"
          name="user"
          required
          maxLength={256}
          autoComplete="off"
          placeholder="user-4711"
        />
      </label>
      <button type="submit" className="button button-mark">
        Be this user
      </button>
      <button type="button" className="button" onClick={() => onUser(madeUpName())}>
        Be somebody new
      </button>
    </form>
  );
}
