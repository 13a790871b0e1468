import type { SignalRegistry } from '../signals/registry.ts';
import type { Blobs } from '../storage/blobs.ts';
import type { ExtractionPools } from './workers/pools.ts';
import type { PictureSource } from './workers/tasks.ts';

/** What the signals of one picture or text are computed with. */
export interface Bench {
  readonly pools: ExtractionPools;
  /** The versions that there are. */
  readonly registry: SignalRegistry;
}

/** What signals of items are computed with. */
export interface Workplace extends Bench {
  readonly blobs: Pick<Blobs, 'localPath'>;
  /** Pictures that are among no blobs, such as those of a request, by the digest of their asset. */
  readonly held?: ReadonlyMap<string, PictureSource>;
}
