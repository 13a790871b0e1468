import { z } from 'zod';
import { dependencyError } from '../../base/errors.ts';
import { hubGet, readBody } from './connection.ts';
import type { HubConnection } from './connection.ts';
import type { HubReference } from './reference.ts';

/** A file of a repository. Its digest may be known only when it is asked for. */
export interface HubFile {
  readonly path: string;
  readonly sizeBytes: number | undefined;
  /** SHA-256 of the content, for large files; 64 hex digits. */
  readonly sha256: string | undefined;
  /** Git's SHA-1 of the blob, for small files; 40 hex digits. */
  readonly gitSha1: string | undefined;
}

/** What a repository holds at one commit. */
export interface HubRepository {
  readonly repository: string;
  /** The commit that the revision means now, 40 hex digits. */
  readonly commit: string;
  /** SPDX identifier as the authors state it; `NOASSERTION` where they state none. */
  readonly licence: string;
  readonly files: ReadonlyMap<string, HubFile>;
}

const infoSchema = z.object({
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  siblings: z
    .array(
      z.object({
        rfilename: z.string().max(500),
        size: z.number().int().min(0).nullish(),
        blobId: z
          .string()
          .regex(/^[0-9a-f]{40}$/)
          .nullish(),
        lfs: z
          .object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.number().int().min(0) })
          .nullish(),
      }),
    )
    .max(100_000),
  tags: z.array(z.string()).nullish(),
  cardData: z.object({ license: z.union([z.string(), z.array(z.string())]).nullish() }).nullish(),
});

const maxInfoBytes = 20_000_000;

/**
 * Asks the hub what a repository holds (`GET /api/models/{id}/revision/{revision}?blobs=true`).
 *
 * @throws the errors of `hubGet`; dependency error `hub-answer` where the answer is not a hub's.
 */
export async function readRepository(
  hub: HubConnection,
  { repository, revision }: HubReference,
): Promise<HubRepository> {
  const path = `/api/models/${repository}/revision/${encodeURIComponent(revision)}?blobs=true`;
  const body = await readBody(await hubGet(hub, path), maxInfoBytes);
  const info = infoSchema.safeParse(parseJson(body));
  if (!info.success) {
    throw dependencyError(
      'hub-answer',
      `${hub.baseUrl} does not answer as a hub does: ${z.prettifyError(info.error)} ` +
        `Check the address in UNDERSTORY_HUB.`,
    );
  }
  const { sha, siblings, tags, cardData } = info.data;
  const stated = [cardData?.license ?? []].flat()[0];
  const tagged = tags?.find((tag) => tag.startsWith('license:'))?.slice('license:'.length);
  return {
    repository,
    commit: sha,
    licence: stated ?? tagged ?? 'NOASSERTION',
    files: new Map(
      siblings.map(({ rfilename, size, blobId, lfs }) => [
        rfilename,
        {
          path: rfilename,
          sizeBytes: lfs?.size ?? size ?? undefined,
          sha256: lfs?.sha256,
          gitSha1: lfs ? undefined : (blobId ?? undefined),
        },
      ]),
    ),
  };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    // Not JSON: the schema refuses it with the address that it came from.
    return undefined;
  }
}
