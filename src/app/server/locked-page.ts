/** What a browser without the token sees. It loads nothing: its colours are those of the console. */
export const lockedPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Locked · Understory</title>
<style>
  :root { color-scheme: light dark; }
  body {
    max-width: 34rem; margin: 16vh auto; padding: 0 1.5rem;
    background: light-dark(#f6f4ef, #141412); color: light-dark(#1b1a17, #edeae2);
    font: 0.9375rem/1.5 'Helvetica Neue', Helvetica, 'Nimbus Sans', Arial, system-ui, sans-serif;
  }
  h1, .mark { font-family: 'Iowan Old Style', 'Palatino Linotype', Palatino, P052, Georgia, serif; font-weight: 400; }
  h1 { margin: 2.25rem 0 0.5rem; font-size: 1.75rem; line-height: 1.15; }
  .mark { font-size: 1.375rem; font-style: italic; }
  .soft { color: light-dark(#5a564d, #aaa69b); }
  code { font: 0.9em ui-monospace, Menlo, Consolas, 'Liberation Mono', monospace; }
  a { color: inherit; }
</style>
<main>
  <span class="mark">Understory</span>
  <h1>This catalogue is locked</h1>
  <p>Open the address that <code>understory serve</code> printed in its terminal: it ends in <code>?token=…</code> and lets this browser in.</p>
  <p class="soft">The terminal is closed? Start <code>understory serve</code> again; it prints the address each time. <a href="">Try again</a></p>
</main>
</html>
`;
