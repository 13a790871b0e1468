import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@lancedb/lancedb';
import type { Schema } from 'apache-arrow';
import { folderObjects } from '../objects/folder.ts';
import type { Objects } from '../objects/objects.ts';

/**
 * Makes an empty Lance table where there is none; one that is there is left as it is.
 *
 * Lance looks whether a table is there and then commits the empty one over whatever has come
 * meanwhile (lance-format/lance#4451): a host that loses its network between the two would empty a
 * table that others have long filled. So the files of an empty table are made in a folder of our
 * own, and the manifest of its first version is put to its place only where there is none.
 */
export async function createLanceTable(
  objects: Objects,
  name: string,
  schema: Schema,
): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'understory-table-'));
  try {
    const connection = await connect(scratch);
    (await connection.createEmptyTable(name, schema)).close();
    connection.close();
    const made = folderObjects(scratch);
    const bytesOf = async (folder: string) => {
      const [file, ...others] = (await made.list(`${name}.lance/${folder}/`)).filter(
        ({ path }) => !path.endsWith('.json'),
      );
      const bytes = file && (await made.find(file.path));
      if (!bytes || others.length > 0) {
        throw new Error(`An empty Lance table has no single file in ${folder}.`);
      }
      return { path: file.path, bytes };
    };
    const transaction = await bytesOf('_transactions');
    await objects.put(transaction.path, transaction.bytes);
    // From here on the table is there.
    const manifest = await bytesOf('_versions');
    await objects.putIfAbsent(manifest.path, manifest.bytes);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
