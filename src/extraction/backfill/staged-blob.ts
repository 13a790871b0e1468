import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { Finding } from '../finding.ts';

/** A file that this program wrote: what it holds was checked when it was computed. */
const stagedSchema = z.array(
  z.object({
    id: z.string(),
    input: z.string(),
    due: z.array(z.custom<SignalRef>()).readonly(),
    digests: z.record(z.string(), z.string()),
    findings: z.array(z.custom<Finding>()).readonly(),
  }),
);

/** What a shard of a plan computed of one item. */
export type StagedItem = z.infer<typeof stagedSchema>[number];

/** Keeps what a shard computed among the blobs, and gives the digest. */
export async function putStaged(items: readonly StagedItem[], blobs: Blobs): Promise<string> {
  return await blobs.putBytes(await promisify(gzip)(JSON.stringify(items)));
}

export async function readStaged(digest: string, blobs: Blobs): Promise<StagedItem[]> {
  const text = await promisify(gunzip)(await blobs.read(digest));
  return stagedSchema.parse(JSON.parse(text.toString('utf8')));
}
