import type { SourceFormat, SourceOptions, Source } from '../listed.ts';
import type { IngestEffects } from '../effects.ts';

/** What a spec names, looked at once. */
export interface Place {
  /** As the user wrote it. */
  readonly spec: string;
  /** Absolute. */
  readonly path: string;
  readonly found: 'folder' | 'file' | 'nothing';
  /** The name's ending with its dot, lower case. */
  readonly extension: string;
  /** The first 64 KiB of a file. */
  readonly head: Buffer;
}

/** A kind of source: one file, one line of the table in `sources.ts`. */
export interface SourceKind {
  readonly name: string;
  /** What a user may write for it, for the message that nothing fits. */
  readonly accepts: string;
  /** The format that `--format` chooses it by, where it has one. */
  readonly format?: SourceFormat;
  /** Whether the place is of this kind; asked in the order of the table. */
  fits(place: Place): boolean;
  open(place: Place, options: SourceOptions, effects: IngestEffects): Promise<Source>;
}
