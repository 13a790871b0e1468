import { open, stat, type FileHandle } from 'node:fs/promises';
import { codeOf, messageOf } from '../../base/errors.ts';
import type { Asset } from '../../contracts/item.ts';
import { kindOfName } from '../../ingest/extensions.ts';
import { readAsset } from '../../ingest/fetch/read-asset.ts';
import type { AssetOrigin } from '../../ingest/listed.ts';
import { sniffMedium, sniffedBytes } from '../../media/content-type.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** An asset whose bytes are among the blobs, or why they are not. */
export type Collected =
  { readonly asset: Asset } | { readonly code: string; readonly message: string };

/** What a file was when its digest was taken, by path or URL. */
export type KnownFiles = ReadonlyMap<string, { readonly status: string; readonly digest: string }>;

export async function knownFiles(
  db: Database,
  origins: readonly AssetOrigin[],
): Promise<KnownFiles> {
  if (origins.length === 0) return new Map();
  const rows = await db
    .selectFrom('files')
    .selectAll()
    .where('path', 'in', origins.map(keyOf))
    .execute();
  return new Map(rows.map((row) => [row.path, row]));
}

/**
 * Brings the bytes of an asset among the blobs. A file whose status is that of the last time costs
 * a stat; so does, without a request, a URL that was fetched before.
 */
export async function collectAsset(
  origin: AssetOrigin,
  known: KnownFiles,
  { db, blobs }: { db: Database; blobs: Blobs },
): Promise<Collected> {
  try {
    const key = keyOf(origin);
    const status = await statusOf(origin);
    const before = known.get(key);
    if (status !== undefined && before?.status === status && (await blobs.has(before.digest))) {
      return { asset: await describe(origin, before.digest, blobs) };
    }
    const digest = await store(origin, blobs);
    const asset = await describe(origin, digest, blobs);
    if (status !== undefined) {
      await db
        .insertInto('files')
        .values({ path: key, status, digest })
        .onConflict((conflict) => conflict.column('path').doUpdateSet({ status, digest }))
        .execute();
    }
    return { asset };
  } catch (error) {
    const [name, message] = [nameOf(origin), messageOf(error)];
    return {
      code: codeOf(error),
      message: message.includes(name) ? message : `${name}: ${message}`,
    };
  }
}

/** A path that is not UTF-8 is kept byte by byte. */
function keyOf(origin: AssetOrigin): string {
  switch (origin.kind) {
    case 'file':
      return typeof origin.path === 'string'
        ? `file:${origin.path}`
        : `file-bytes:${origin.path.toString('hex')}`;
    case 'url':
      return `url:${origin.url}`;
    case 'bytes':
      return `bytes:${origin.name}`;
  }
}

export function nameOf(origin: AssetOrigin): string {
  switch (origin.kind) {
    case 'file':
      return origin.path.toString();
    case 'url':
      return origin.url;
    case 'bytes':
      return origin.name;
  }
}

/**
 * Changes whenever the bytes may have: of a file its size, identity and times to the nanosecond.
 * Undefined for a file that cannot be looked at; reading it says why.
 */
async function statusOf(origin: AssetOrigin): Promise<string | undefined> {
  if (origin.kind === 'url') return 'fetched';
  if (origin.kind === 'bytes') return origin.revision;
  const file = await stat(origin.path, { bigint: true }).catch(() => undefined);
  return file && [file.size, file.ino, file.mtimeNs, file.ctimeNs].join(':');
}

async function store(origin: AssetOrigin, blobs: Blobs): Promise<string> {
  const content = await readAsset(origin);
  if (content instanceof Uint8Array) return await blobs.putBytes(content);
  const { digest } = await blobs.putFile(content.path);
  return digest;
}

async function describe(origin: AssetOrigin, digest: string, blobs: Blobs): Promise<Asset> {
  const file = await open(await blobs.localPath(digest), 'r');
  try {
    const { size } = await file.stat();
    const name = nameOf(origin);
    const byName = kindOfName(name) === 'video' ? 'video' : 'image';
    const medium = sniffMedium(await headOf(file)) ?? byName;
    return { digest, medium, sizeBytes: size, origin: name };
  } finally {
    await file.close();
  }
}

async function headOf(file: FileHandle): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffedBytes), 0, sniffedBytes, 0);
  return buffer.subarray(0, bytesRead);
}
