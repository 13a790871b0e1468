import { join } from 'node:path';
import type { Home } from '../../base/home.ts';
import { inputError } from '../../base/errors.ts';
import { isS3Url, parseS3Url, within } from '../../storage/objects/store-url.ts';

/** Where tables and blobs are, and how. */
export interface StoreSettings {
  /** `s3://bucket/prefix`; undefined where they are in folders of the home. */
  readonly url: string | undefined;
  readonly lance: string;
  readonly blobs: string;
  /** Undefined takes what the store was made with. */
  readonly buckets: number | undefined;
  /** Whether a store without conditional writes is taken, by one process at a time. */
  readonly singleWriter: boolean;
  readonly copies: { readonly folder: string; readonly mostBytes: number };
}

const defaultCopiesGigabytes = 10;

/**
 * From the environment: `UNDERSTORY_STORE` (`s3://bucket/prefix`), `UNDERSTORY_BUCKETS` (1..64),
 * `UNDERSTORY_SINGLE_WRITER` (`1`) and `UNDERSTORY_COPIES_GB`, the room for copies of blobs.
 *
 * @throws input `bad-store`, `bad-buckets`, `bad-single-writer`, `bad-copies`
 */
export function readStoreSettings(home: Home, environment: NodeJS.ProcessEnv): StoreSettings {
  const url = environment.UNDERSTORY_STORE?.replace(/\/+$/, '') || undefined;
  if (url !== undefined) {
    if (!isS3Url(url)) {
      throw inputError(
        'bad-store',
        `UNDERSTORY_STORE must be s3://bucket/prefix, not ${url}: a folder is chosen by UNDERSTORY_HOME.`,
      );
    }
    parseS3Url(url);
  }
  const buckets = numberOf(environment, 'UNDERSTORY_BUCKETS', 'bad-buckets');
  const gigabytes =
    numberOf(environment, 'UNDERSTORY_COPIES_GB', 'bad-copies') ?? defaultCopiesGigabytes;
  return {
    url,
    lance: url === undefined ? home.lance : within(url, 'lance'),
    blobs: url === undefined ? home.blobs : within(url, 'blobs'),
    buckets,
    singleWriter: isOn(environment, 'UNDERSTORY_SINGLE_WRITER'),
    copies: { folder: join(home.root, 'copies'), mostBytes: gigabytes * 1e9 },
  };
}

function numberOf(environment: NodeJS.ProcessEnv, name: string, code: string): number | undefined {
  const text = environment[name];
  if (text === undefined || text === '') return undefined;
  if (/^[1-9][0-9]{0,5}$/.test(text)) return Number(text);
  throw inputError(code, `${name} must be a whole number above 0, not ${text}.`);
}

function isOn(environment: NodeJS.ProcessEnv, name: string): boolean {
  const text = environment[name] ?? '';
  if (text === '' || text === '0') return false;
  if (text === '1') return true;
  throw inputError('bad-single-writer', `${name} must be 1 or not set, not ${text}.`);
}
