import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { codeOf, dependencyError, messageOf } from '../../base/errors.ts';
import { versionOf, type SignalRef } from '../../contracts/signal-ref.ts';

/** The files of a saved index: the rows in two parts, whose they are, and the graph of them. */
export const indexFiles = ['coarse.bin', 'fine.bin', 'keys.bin', 'graph.usearch'] as const;
export type IndexFile = (typeof indexFiles)[number];

const manifestFile = 'index.json';
const format = 2;

const fileSchema = z.object({ bytes: z.number(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const manifestSchema = z.object({
  format: z.literal(format),
  ref: z.string(),
  dims: z.number().int().min(1),
  rows: z.number().int().min(1),
  /** The state of the table that it is of, by bucket. */
  buckets: z.array(
    z.object({
      version: z.number(),
      fragments: z.array(
        z.tuple([z.number(), z.object({ files: z.string(), deletion: z.string() })]),
      ),
    }),
  ),
  files: z.object({
    'coarse.bin': fileSchema,
    'fine.bin': fileSchema,
    'keys.bin': fileSchema,
    'graph.usearch': fileSchema,
  }),
});

/** What a saved index says of itself: the version of a signal that it is of, and what it contains. */
export type IndexManifest = z.infer<typeof manifestSchema>;

export interface SavedIndex {
  /** Its folder, whose name sorts by the time that it was made. */
  readonly folder: string;
  readonly name: string;
}

const half = 'half-';

/** Where the indexes of a version lie: named as its table is. */
export function folderOfIndexes(indexes: string, ref: SignalRef): string {
  const { name, version } = versionOf(ref);
  return join(indexes, `${name}-v${version}`);
}

/** The latest index that was saved whole. */
export async function findSavedIndex(
  indexes: string,
  ref: SignalRef,
): Promise<SavedIndex | undefined> {
  return (await listSavedIndexes(folderOfIndexes(indexes, ref))).at(-1);
}

/** Those of a version, the oldest first. */
export async function listSavedIndexes(folder: string): Promise<SavedIndex[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'enoent') return [];
    throw error;
  });
  return names
    .filter((name) => /^[0-9]{15}-/.test(name))
    .toSorted()
    .map((name) => ({ name, folder: join(folder, name) }));
}

/**
 * Saves an index: all files are written and on the disk before the folder gets the name that it is
 * found by, and then those before it go. Who has one of those open keeps it until it is done. Only
 * one process of a home may save indexes of a version at a time.
 *
 * @param write Writes the files into a folder.
 */
export async function saveIndex(
  indexes: string,
  ref: SignalRef,
  madeAt: number,
  write: (folder: string) => Promise<Omit<IndexManifest, 'format' | 'ref' | 'files'>>,
): Promise<SavedIndex> {
  const folder = folderOfIndexes(indexes, ref);
  const before = await listSavedIndexes(folder);
  await removeHalves(folder);
  const name = `${String(madeAt).padStart(15, '0')}-${randomUUID()}`;
  const building = join(folder, `${half}${name}`);
  await mkdir(building, { recursive: true });
  const contents = await write(building);
  const files = Object.fromEntries(
    await Promise.all(
      indexFiles.map(async (file) => {
        await flush(join(building, file));
        return [file, await digestOf(join(building, file))] as const;
      }),
    ),
  );
  const manifest = manifestSchema.parse({ format, ref, ...contents, files });
  await writeFile(join(building, manifestFile), JSON.stringify(manifest), { flush: true });
  await rename(building, join(folder, name));
  for (const old of before) await rm(old.folder, { recursive: true, force: true });
  return { name, folder: join(folder, name) };
}

/**
 * What a saved index says of itself, once every file is what it says.
 *
 * @throws dependency `bad-index` where it is of another version, or a file is not what was saved.
 */
export async function verifySavedIndex(
  { folder }: SavedIndex,
  ref: SignalRef,
  dims: number,
): Promise<IndexManifest> {
  const manifest = await readManifest(folder);
  if (manifest.ref !== ref) {
    throw badIndex(folder, `it is of ${manifest.ref}, and ${ref} was asked for`);
  }
  if (manifest.dims !== dims) {
    throw badIndex(folder, `its vectors have ${manifest.dims} dimensions, not ${dims}`);
  }
  for (const file of indexFiles) {
    const found = await digestOf(join(folder, file)).catch((cause: unknown) => {
      throw badIndex(folder, `${file} cannot be read (${messageOf(cause)})`, cause);
    });
    const said = manifest.files[file];
    if (found.bytes !== said.bytes || found.sha256 !== said.sha256) {
      throw badIndex(folder, `${file} is not what was saved (its digest is another)`);
    }
  }
  return manifest;
}

/**
 * What a saved index says of itself; its files are not looked at.
 *
 * @throws dependency `bad-index`
 */
export async function readManifest(folder: string): Promise<IndexManifest> {
  try {
    const text = await readFile(join(folder, manifestFile), 'utf8');
    return manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw badIndex(folder, `${manifestFile} cannot be read (${messageOf(cause)})`, cause);
  }
}

function badIndex(folder: string, why: string, cause?: unknown) {
  return dependencyError(
    'bad-index',
    `The saved index ${folder} is not used: ${why}. It is made anew by itself; ` +
      'meanwhile all vectors are compared.',
    { cause },
  );
}

/** What a process that died has left. */
async function removeHalves(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (name.startsWith(half)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}

async function digestOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}
