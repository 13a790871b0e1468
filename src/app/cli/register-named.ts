import type { Command } from 'commander';

/** Commands of one file, loaded only when one is named: listing signals needs no web server. */
export interface CommandEntry {
  readonly name: string | readonly string[];
  readonly load: () => Promise<(parent: Command) => void | Promise<void>>;
}

/**
 * Registers those commands whose names are among the arguments, and all where none is, as for
 * `--help` and for a name that is misspelt.
 */
export async function registerNamed(
  parent: Command,
  entries: readonly CommandEntry[],
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const named = entries.filter(({ name }) => [name].flat().some((each) => args.includes(each)));
  for (const { load } of named.length > 0 ? named : entries) {
    const register = await load();
    await register(parent);
  }
}
