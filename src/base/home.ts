import { join, resolve } from 'node:path';

/** The folders of one installation, all below one home. */
export interface Home {
  readonly root: string;
  readonly postgres: string;
  readonly lance: string;
  readonly blobs: string;
  readonly models: string;
  readonly thumbnails: string;
  /** Values that were computed on request. */
  readonly computed: string;
  /** Saved indexes of vectors, made anew from the tables where they are gone. */
  readonly indexes: string;
  /** Copies for look-ups, of a server while it runs. */
  readonly lookups: string;
}

/** `--home`, else `UNDERSTORY_HOME`, else `.understory` of the working folder. */
export function homeAt(
  root: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): Home {
  const path = resolve(root ?? environment.UNDERSTORY_HOME ?? '.understory');
  return {
    root: path,
    postgres: join(path, 'postgres'),
    lance: join(path, 'lance'),
    blobs: join(path, 'blobs'),
    models: join(path, 'models'),
    thumbnails: join(path, 'thumbnails'),
    computed: join(path, 'computed'),
    indexes: join(path, 'indexes'),
    lookups: join(path, 'lookups'),
  };
}
