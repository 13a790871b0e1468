import { readFile, rm } from 'node:fs/promises';
import { inputError, messageOf } from '../../base/errors.ts';
import type { HubConnection } from './connection.ts';
import { downloadFile } from './download.ts';
import type { DownloadOptions } from './download.ts';
import type { HubRepository } from './repository.ts';

/** A configuration file: its bytes as the repository has them, and what they say. */
export interface JsonFile {
  readonly bytes: Uint8Array;
  readonly value: unknown;
}

const maxBytes = 64_000_000;
const absent: JsonFile = { bytes: new TextEncoder().encode('{}'), value: {} };

/**
 * One JSON file of a repository; an empty object where it has none of that name.
 *
 * @throws the errors of `downloadFile`; input error `unsupported-model` where it is not JSON.
 */
export async function readRepositoryJson(
  hub: HubConnection,
  repository: HubRepository,
  path: string,
  options: DownloadOptions,
): Promise<JsonFile> {
  const file = repository.files.get(path);
  if (file === undefined) return absent;
  const place = await downloadFile(hub, repository, file, { ...options, maxBytes });
  const bytes = await readFile(place);
  await rm(place, { force: true });
  try {
    return { bytes, value: JSON.parse(new TextDecoder().decode(bytes)) };
  } catch (cause) {
    throw inputError(
      'unsupported-model',
      `${path} of ${repository.repository} is not JSON: ${messageOf(cause)}`,
      { cause },
    );
  }
}
