import { codeOf } from '../../base/errors.ts';
import { decodeImage } from '../../media/image/decode.ts';
import { compareViews, type Comparison } from '../../signals/near-duplicates/cutting/compare.ts';
import { viewOf, type View } from '../../signals/near-duplicates/cutting/view.ts';
import { rasterOf } from '../../signals/vision/raster-of.ts';
import { openBlobs } from '../../storage/blobs.ts';

export interface CompareTask {
  readonly blobsFolder: string;
  /** Digests of two files each. */
  readonly pairs: readonly (readonly [string, string])[];
  /** Files that are not among the blobs, by digest. */
  readonly held?: ReadonlyMap<string, Uint8Array>;
}

/** For each pair how the two agree, or the code of why nobody can say. */
export type CompareAnswer = (Comparison | { readonly code: string })[];

/** Pictures kept decoded, about 0.2 MB each. */
const kept = 300;

const views = new Map<string, Promise<View>>();

export default async function compare(task: CompareTask): Promise<CompareAnswer> {
  const { blobsFolder, pairs, held = new Map<string, Uint8Array>() } = task;
  const answers: CompareAnswer = [];
  // What is no blob is nobody's to keep beyond the task.
  const own = new Map([...held].map(([digest, bytes]) => [digest, viewOfBytes(bytes)]));
  await Promise.allSettled(own.values());
  const viewFor = (digest: string) => own.get(digest) ?? open(digest, blobsFolder);
  for (const [a, b] of pairs) {
    try {
      const [viewA, viewB] = await Promise.all([viewFor(a), viewFor(b)]);
      answers.push(compareViews(viewA, viewB));
    } catch (error) {
      answers.push({ code: codeOf(error) });
    }
  }
  return answers;
}

function open(digest: string, folder: string): Promise<View> {
  const view = views.get(digest) ?? decode(digest, folder);
  views.delete(digest);
  views.set(digest, view);
  for (const oldest of views.keys()) {
    if (views.size <= kept) break;
    views.delete(oldest);
  }
  return view;
}

async function decode(digest: string, folder: string): Promise<View> {
  return await viewOfBytes(await openBlobs(folder).read(digest));
}

async function viewOfBytes(bytes: Uint8Array): Promise<View> {
  const { rasters } = await decodeImage(bytes, ['small256']);
  return viewOf(rasterOf(rasters, 'small256'));
}
