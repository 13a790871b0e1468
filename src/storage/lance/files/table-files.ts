import type { ObjectHead, Objects } from '../../objects/objects.ts';
import { parseManifest, type Manifest } from './manifest.ts';

/** What lies in the folder of a Lance table. */
export interface TableFiles {
  /** Every version that is kept, oldest first. */
  readonly manifests: readonly Manifest[];
  /** Files that no version refers to: left by a process that died, or just being written. */
  readonly strays: readonly ObjectHead[];
  /** Files of indices, transactions and manifests, that may name an item besides the rows. */
  readonly sideFiles: readonly ObjectHead[];
}

/** Folders of a table in which a file is one that a manifest names, or a stray. */
const namedFolders = ['data', '_deletions', '_transactions', '_indices'];

export async function readTableFiles(objects: Objects, table: string): Promise<TableFiles> {
  const root = `${table}.lance/`;
  const heads = await objects.list(root);
  const manifests = await Promise.all(
    heads
      .filter(({ path }) => path.startsWith(`${root}_versions/`) && path.endsWith('.manifest'))
      .map(async ({ path }) => {
        const bytes = await objects.find(path);
        return bytes === undefined ? [] : [parseManifest(bytes)];
      }),
  );
  const kept = manifests.flat().toSorted((a, b) => a.version - b.version);
  const named = new Set(kept.flatMap(pathsNamedBy));
  const isStray = ({ path }: ObjectHead) => {
    const [folder = '', name = ''] = path.slice(root.length).split('/');
    return namedFolders.includes(folder) && !named.has(`${folder}/${name}`);
  };
  return {
    manifests: kept,
    strays: heads.filter(isStray),
    sideFiles: heads.filter((head) => !head.path.startsWith(`${root}data/`) && !isStray(head)),
  };
}

/** What the table consists of now; undefined where it is not there. */
export async function readLatestManifest(
  objects: Pick<Objects, 'list' | 'find'>,
  table: string,
): Promise<Manifest | undefined> {
  const heads = await objects.list(`${table}.lance/_versions/`);
  const latest = heads
    .filter(({ path }) => path.endsWith('.manifest'))
    .map(({ path }) => ({ path, version: versionOfName(path) }))
    .reduce<{ path: string; version: bigint } | undefined>(
      (last, head) => (last && last.version > head.version ? last : head),
      undefined,
    );
  const bytes = latest && (await objects.find(latest.path));
  return bytes && parseManifest(bytes);
}

/** A manifest is named for its version, or in 20 digits for 2⁶⁴ − 1 − version: newest first. */
function versionOfName(path: string): bigint {
  const digits = /([0-9]+)\.manifest$/.exec(path)?.[1] ?? '0';
  const number = BigInt(digits);
  return digits.length === 20 ? (1n << 64n) - 1n - number : number;
}

function pathsNamedBy({ fragments, indices, transactionFile }: Manifest): string[] {
  return [
    ...fragments.flatMap(({ files }) => files.map((file) => `data/${file}`)),
    ...fragments.flatMap(({ deletionFile }) =>
      deletionFile === undefined ? [] : [`_deletions/${deletionFile}`],
    ),
    ...indices.map(({ folder }) => `_indices/${folder}`),
    ...(transactionFile === undefined ? [] : [`_transactions/${transactionFile}`]),
  ];
}
