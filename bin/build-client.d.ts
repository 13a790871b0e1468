/** Bundles the client where it is not yet, and gives the file. `root` has package.json. */
export function buildClient(root: string): Promise<string>;
