import { stdin } from 'node:process';

/** What reading sources touches besides the file system. */
export interface IngestEffects {
  /** The bytes of standard input; called at most once a source. */
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** Relative specs and relative paths on standard input start here; absolute. */
  readonly workingFolder: string;
  /** A file in a folder that is no kind of content: `.pdf`, or `''` without an extension. */
  readonly skipped: (extension: string) => void;
}

export function realIngestEffects(): IngestEffects {
  return { stdin: () => stdin, workingFolder: process.cwd(), skipped: () => undefined };
}
