import { posix } from 'node:path';

/** A file of the tree as the rules see it; all paths are relative to the root, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
  /** Files of the tree that it needs: imports, re-exports, types, workers. */
  readonly imports: readonly Import[];
}

export interface Import {
  /** As it is written: `../base/errors.ts`. */
  readonly specifier: string;
  readonly target: string;
  readonly line: number;
}

/** What a rule objects to, and what to do about it. */
export interface Objection {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export type Rule = (file: SourceFile) => readonly Objection[];

/** Where a relative specifier of a file points to. */
export function targetOf(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier);
}
