import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, inputError, UnderstoryError } from '../../base/errors.ts';
import { hubGet, isTransfer, unreachable } from './connection.ts';
import type { HubConnection, HubResponse } from './connection.ts';
import type { HubFile, HubRepository } from './repository.ts';

export interface DownloadProgress {
  readonly file: string;
  readonly receivedBytes: number;
  /** Undefined where the hub does not say. */
  readonly totalBytes: number | undefined;
}

export interface DownloadOptions {
  /** Where partial files are kept, to be gone on with later. */
  readonly folder: string;
  readonly maxBytes: number;
  /** Connections to try after one was cut, each going on where the last one ended. */
  readonly retries: number;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

const retryMs = 500;

/**
 * Downloads a file of a repository, going on with what an earlier try has left, and checks the
 * digest of the whole.
 *
 * @returns the path of the complete file in `folder`; remove it when it is used.
 * @throws input errors `hub-file-too-large`, model errors `hub-no-digest` and `digest-mismatch`,
 *   and the errors of `hubGet`.
 */
export async function downloadFile(
  hub: HubConnection,
  { repository, commit }: HubRepository,
  file: HubFile,
  options: DownloadOptions,
): Promise<string> {
  if ((file.sizeBytes ?? 0) > options.maxBytes) throw tooLarge(file.path, options.maxBytes);
  await mkdir(options.folder, { recursive: true });
  const place = createHash('sha256').update(`${repository}@${commit}/${file.path}`).digest('hex');
  const target = join(options.folder, `${place}.partial`);
  const route = file.path.split('/').map(encodeURIComponent).join('/');
  const path = `/${repository}/resolve/${commit}/${route}`;
  let digest = file.sha256 ?? file.gitSha1;
  for (let attempt = 0; ; attempt++) {
    try {
      if ((await sizeOf(target)) !== file.sizeBytes) {
        digest = (await fetchRest(hub, path, file, target, options)) ?? digest;
      }
      break;
    } catch (error) {
      const isCut = codeOf(error) === 'hub-unreachable';
      if (codeOf(error) === 'hub-range') await rm(target, { force: true });
      else if (!isCut || attempt >= options.retries) throw error;
      if (attempt >= options.retries) throw error;
      await sleep(retryMs * 2 ** attempt);
    }
  }
  await checkDigest(target, file.path, file.sha256 ?? file.gitSha1 ?? digest);
  return target;
}

/** Appends what is missing of the file. Gives the digest that the hub states for it. */
async function fetchRest(
  hub: HubConnection,
  path: string,
  file: HubFile,
  target: string,
  { maxBytes, onProgress }: DownloadOptions,
): Promise<string | undefined> {
  const start = await sizeOf(target);
  const range = start > 0 ? { range: `bytes=${start}-` } : {};
  const answer = await hubGet(hub, path, range);
  const { response, alive, end, etag } = answer;
  const goesOn = isContinuation(answer, start);
  const handle = await open(target, goesOn ? 'a' : 'w');
  try {
    let receivedBytes = goesOn ? start : 0;
    for await (const part of response.body ?? []) {
      alive();
      receivedBytes += part.length;
      if (receivedBytes > Math.min(maxBytes, file.sizeBytes ?? Infinity)) {
        throw tooLarge(file.path, file.sizeBytes ?? maxBytes);
      }
      await handle.write(part);
      onProgress?.({ file: file.path, receivedBytes, totalBytes: file.sizeBytes });
    }
    await handle.sync();
    if (file.sizeBytes !== undefined && receivedBytes < file.sizeBytes) {
      throw unreachable(new URL(hub.baseUrl), new Error(`cut off after ${receivedBytes} bytes`));
    }
  } catch (error) {
    throw isTransfer(error) ? unreachable(new URL(hub.baseUrl), error) : error;
  } finally {
    end();
    await handle.close();
  }
  return etag;
}

/** A server may ignore the range and send the whole; it may not send another part. */
function isContinuation({ response }: HubResponse, start: number): boolean {
  if (response.status !== 206) return false;
  return response.headers.get('content-range')?.startsWith(`bytes ${start}-`) ?? false;
}

async function checkDigest(target: string, name: string, expected: string | undefined) {
  const isGit = expected?.length === 40;
  if (expected === undefined || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(expected)) {
    throw new UnderstoryError(
      'model',
      'hub-no-digest',
      `The hub states no digest of ${name} (got ${expected ?? 'none'}), so it cannot be checked. ` +
        `Use a hub or a mirror that does.`,
    );
  }
  const hash = createHash(isGit ? 'sha1' : 'sha256');
  if (isGit) hash.update(`blob ${await sizeOf(target)}\0`);
  for await (const part of createReadStream(target)) hash.update(part);
  const actual = hash.digest('hex');
  if (actual === expected) return;
  await rm(target, { force: true });
  throw new UnderstoryError(
    'model',
    'digest-mismatch',
    `Expected ${name} to have the digest ${expected}, got ${actual}: it was changed on its way. ` +
      `It was thrown away; add the model again, from another mirror if this repeats.`,
  );
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'enoent') return undefined;
    throw error;
  });
  return found?.size ?? 0;
}

function tooLarge(name: string, bytes: number) {
  return inputError(
    'hub-file-too-large',
    `The file ${name} is larger than the ${(bytes / 1e6).toFixed(1)} MB expected or allowed. ` +
      `Choose a smaller model or a quantized variant.`,
  );
}
