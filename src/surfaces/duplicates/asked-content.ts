import { sql } from 'kysely';
import { refOf } from '../../contracts/signal-ref.ts';
import { perceptualHashValue } from '../../contracts/values.ts';
import { fileOfPart } from '../../extraction/cluster/load-pictures.ts';
import { badPictureError } from '../../extraction/online/bad-picture.ts';
import { vectorOf } from '../../extraction/online/answer.ts';
import { noText, type HeldPicture } from '../../extraction/online/content.ts';
import { Refused } from '../../extraction/online/refused.ts';
import type { Asking } from '../../retrieval/query-embedding.ts';
import { requireItem } from '../../retrieval/require-item.ts';
import { parseHash, worthlessQuality } from '../../signals/perceptual-hash/distance.ts';
import type { SignalStore } from '../../storage/lance/signal-store.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import type { Database } from '../../storage/postgres/database.ts';

/** The versions that near-duplicates are decided by, whichever are live. */
export const decidingVersions = {
  hash: refOf('perceptual_hash', 1),
  embedding: refOf('image_embedding', 1),
} as const;

/** A picture that is asked about, or one of the pictures of an item that is. */
export interface AskedPicture {
  /** SHA-256 of its file; empty for a frame of a video. */
  readonly file: string;
  /** Where it is not among the blobs. */
  readonly bytes?: Uint8Array;
  readonly hash: { readonly hex: string; readonly quality: number } | undefined;
  /** Where the hash says something. */
  readonly words: Uint32Array | undefined;
  readonly vector: readonly number[] | undefined;
}

export interface AskedContent {
  /** The item of the catalogue that it is; undefined of what came with the request. */
  readonly item: string | undefined;
  /** As the catalogue names what items show: `items.content`. */
  readonly content: string;
  readonly pictures: readonly AskedPicture[];
}

/**
 * Pictures of a request as the content of one thing, with the signals that a read would give it.
 *
 * @throws input where a picture cannot be decoded; Refused where there is no room for it now
 */
export async function askedByPictures(
  pictures: readonly HeldPicture[],
  { online, versions, deadline, signal }: Asking,
  db: Database,
): Promise<AskedContent> {
  const { hash: hashRef, embedding } = decidingVersions;
  const result = await online.compute({
    content: { pictures, text: noText, attributes: {} },
    asked: [hashRef, embedding],
    versions,
    deadline,
    ...(signal && { signal }),
  });
  if (result.kind === 'refused') throw new Refused(result);
  if (result.kind === 'bad-picture') throw badPictureError(result);
  const entries = [hashRef, embedding].map((ref) => result.values.get(ref)?.entry);
  const of = (entry: (typeof entries)[number], at: number) =>
    entry?.outcomes.find(({ part }) => part === (at === 0 ? '' : String(at)))?.outcome;
  return {
    item: undefined,
    content: await contentOf(
      pictures.map(({ digest }) => digest),
      db,
    ),
    pictures: pictures.map(({ digest, source }, at): AskedPicture => {
      const hash = of(entries[0], at);
      const found = hash?.status === 'ok' ? perceptualHashValue.parse(hash.value) : undefined;
      const seen = of(entries[1], at);
      const vector =
        seen?.status === 'ok' && entries[1]
          ? vectorOf({ ...entries[1], outcomes: [{ part: '', outcome: seen }] })
          : undefined;
      const bytes = 'bytes' in source ? source.bytes : undefined;
      return { file: digest, ...(bytes && { bytes }), ...hashOf(found), vector };
    }),
  };
}

/**
 * An item of the catalogue as the content that it is.
 *
 * @throws not-found `no-item`
 */
export async function askedByItem(
  id: string,
  { db, signals }: { readonly db: Database; readonly signals: SignalStore },
): Promise<AskedContent> {
  const { assets, content } = await requireItem(id, db);
  const [hashes, embeddings] = await Promise.all([
    (await tableOf(signals, decidingVersions.hash)).recordsOf([id]),
    (await tableOf(signals, decidingVersions.embedding)).recordsOf([id]),
  ]);
  const parts = [...new Set([...hashes, ...embeddings].map(({ part }) => part))];
  return {
    item: id,
    content: content ?? '',
    pictures: parts.flatMap((part): AskedPicture[] => {
      const file = fileOfPart(part, assets);
      if (file === undefined) return [];
      const hash = hashes.find((record) => record.part === part)?.value ?? undefined;
      const vector = embeddings.find((record) => record.part === part)?.value?.vector;
      return [{ file, ...hashOf(hash), vector }];
    }),
  };
}

function hashOf(value: { readonly hash: string; readonly quality: number } | undefined) {
  const isWorthy = value !== undefined && value.quality > worthlessQuality;
  return {
    hash: value && { hex: value.hash, quality: value.quality },
    words: isWorthy ? parseHash(value.hash) : undefined,
  };
}

/** As PostgreSQL makes it of an item's assets. */
async function contentOf(digests: readonly string[], db: Database): Promise<string> {
  const { rows } = await sql<{ content: string }>`
    select md5(to_jsonb(${[...digests]}::text[])::text) as content`.execute(db);
  return rows[0]?.content ?? '';
}
