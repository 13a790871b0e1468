import { dependencyError } from '../../../base/errors.ts';
import { bytesOf, findNumber, numberOf } from './protobuf.ts';
import { numbersOfRoaring } from './roaring.ts';

/** Rows that were written together. */
export interface Fragment {
  /** The upper 32 bits of the row ids of its rows. */
  readonly id: number;
  /** Names of its files in `data/`. */
  readonly files: readonly string[];
  /** The file in `_deletions/` that says which of its rows are gone; undefined where all are there. */
  readonly deletionFile: string | undefined;
  /** How many rows its files hold, with those that are gone. */
  readonly physicalRows: number;
  readonly deletedRows: number;
}

/** What one version of a Lance table consists of. */
export interface Manifest {
  readonly version: number;
  readonly fragments: readonly Fragment[];
  /** Indices: their folder in `_indices/`, and the fragments whose rows they were made from. */
  readonly indices: readonly { readonly folder: string; readonly fragments: readonly number[] }[];
  /** The file in `_transactions/` that led to this version. */
  readonly transactionFile: string | undefined;
}

const magic = 'LANC';
const footerBytes = 16;

/**
 * Reads a file of `_versions/`: messages with their length before them, and at the end where the
 * manifest lies. Lance table format, `protos/table.proto` (Manifest, DataFragment, DeletionFile,
 * IndexMetadata) of lance 10.
 *
 * @throws dependency `unknown-lance-format` where it is something else.
 */
export function parseManifest(file: Uint8Array): Manifest {
  try {
    return manifestOf(file);
  } catch (cause) {
    throw dependencyError(
      'unknown-lance-format',
      'A manifest of a Lance table is not of the format that this program knows: ' +
        'what its files hold cannot be proven. Use the version of Understory that wrote it.',
      { cause },
    );
  }
}

function manifestOf(file: Uint8Array): Manifest {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (text(file.subarray(-magic.length)) !== magic)
    throw new RangeError(`It ends without ${magic}.`);
  const messageAt = (position: bigint): Uint8Array => {
    const at = Number(position);
    const start = at + 4;
    return file.subarray(start, start + view.getUint32(at, true));
  };
  const manifest = messageAt(view.getBigUint64(file.byteLength - footerBytes, true));
  // Written even where it is 0: the section of indices may be the first of the file.
  const indexSection = findNumber(manifest, 6);
  const [transactionFile] = bytesOf(manifest, 12);
  return {
    version: Number(numberOf(manifest, 3)),
    fragments: bytesOf(manifest, 2).map(fragmentOf),
    indices: indexSection === undefined ? [] : bytesOf(messageAt(indexSection), 1).map(indexOf),
    transactionFile: transactionFile && text(transactionFile),
  };
}

function fragmentOf(message: Uint8Array): Fragment {
  const id = Number(numberOf(message, 1));
  const [deletion] = bytesOf(message, 3);
  return {
    id,
    files: bytesOf(message, 2).flatMap((file) => bytesOf(file, 1).map(text)),
    deletionFile: deletion && deletionFileOf(id, deletion),
    physicalRows: Number(numberOf(message, 4)),
    deletedRows: deletion ? Number(numberOf(deletion, 4)) : 0,
  };
}

/** `<fragment>-<version read>-<random>`, an Arrow array or a roaring bitmap. */
function deletionFileOf(fragment: number, message: Uint8Array): string {
  const form = numberOf(message, 1) === 0n ? 'arrow' : 'bin';
  return `${fragment}-${numberOf(message, 2)}-${numberOf(message, 3)}.${form}`;
}

function indexOf(message: Uint8Array): Manifest['indices'][number] {
  const [uuid] = bytesOf(message, 1).flatMap((id) => bytesOf(id, 1));
  const hex = Buffer.from(uuid ?? []).toString('hex');
  if (hex.length !== 32) throw new RangeError('An index has no UUID.');
  return {
    folder: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    fragments: bytesOf(message, 5).flatMap(numbersOfRoaring),
  };
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
