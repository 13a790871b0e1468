/** Compiles `src/` to JavaScript where it is not yet, and gives the folder. `root` has package.json. */
export function compileProgram(root: string): Promise<string>;
