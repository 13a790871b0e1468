import type { Home } from '../../base/home.ts';
import type { Stores } from '../stores.ts';

/** What deletion works on: besides what extraction does, files of the home and locks. */
export interface DeletionStores extends Stores {
  readonly home: Pick<Home, 'thumbnails' | 'models' | 'computed' | 'indexes'>;
  readonly databaseUrl: string;
}
