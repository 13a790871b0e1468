import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { codeOf, inputError, reasonOf } from '../base/errors.ts';
import { realIngestEffects } from './effects.ts';
import type { IngestEffects } from './effects.ts';
import { extensionOf } from './extensions.ts';
import type { Source, SourceOptions } from './listed.ts';
import { csvSource, tsvSource } from './sources/csv.ts';
import { folderSource } from './sources/folder.ts';
import { jsonlSource } from './sources/jsonl.ts';
import { openmojiSource } from './sources/openmoji.ts';
import { parquetSource } from './sources/parquet.ts';
import type { Place, SourceKind } from './sources/place.ts';
import { stdinSource } from './sources/stdin.ts';
import { tuxpaintSource } from './sources/tuxpaint.ts';
import { urlsSource } from './sources/urls.ts';

/** All kinds of sources, asked in this order. */
export const sourceKinds: readonly SourceKind[] = [
  stdinSource,
  openmojiSource,
  tuxpaintSource,
  folderSource,
  parquetSource,
  csvSource,
  tsvSource,
  jsonlSource,
  urlsSource,
];

const headBytes = 1 << 16;

/**
 * Opens what a user names: a folder, a CSV, TSV, JSONL or Parquet file, a text file of URLs, `-`,
 * `openmoji` or `tuxpaint` (write `./openmoji` for a folder of that name).
 *
 * @throws input `no-such-source`, `unreadable`, `unknown-source`; and what the kind itself finds
 *   wrong before the first item: `missing-column`, `no-content-column`, `bad-parquet`,
 *   `tuxpaint-not-installed`, `unsupported-format`.
 */
export async function openSource(
  spec: string,
  options: SourceOptions = {},
  effects: IngestEffects = realIngestEffects(),
): Promise<Source> {
  const place = await lookAt(spec, effects.workingFolder);
  const { format } = options;
  const kind =
    format !== undefined && place.found === 'file'
      ? sourceKinds.find((candidate) => candidate.format === format)
      : sourceKinds.find((candidate) => candidate.fits(place));
  if (kind !== undefined) return kind.open(place, options, effects);
  const accepted = [...new Set(sourceKinds.map((candidate) => candidate.accepts))].join(', ');
  throw place.found === 'nothing'
    ? inputError('no-such-source', `There is no file or folder "${spec}". Give ${accepted}.`)
    : inputError(
        'unknown-source',
        `Cannot tell what "${spec}" holds. Give ${accepted}; or say what it is with --format.`,
      );
}

async function lookAt(spec: string, workingFolder: string): Promise<Place> {
  const path = resolve(workingFolder, spec);
  const nothing: Place = {
    spec,
    path,
    found: 'nothing',
    extension: extensionOf(path),
    head: Buffer.alloc(0),
  };
  try {
    const status = await stat(path);
    if (status.isDirectory()) return { ...nothing, found: 'folder' };
    if (!status.isFile()) return nothing;
    return { ...nothing, found: 'file', head: await readHead(path) };
  } catch (error) {
    if (['enoent', 'enotdir', 'err_invalid_arg_value'].includes(codeOf(error))) return nothing;
    throw inputError('unreadable', `Cannot read "${spec}": ${reasonOf(error)}.`, { cause: error });
  }
}

async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
