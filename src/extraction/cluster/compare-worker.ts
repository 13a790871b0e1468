import { codeOf } from '../../base/errors.ts';
import { decodeImage } from '../../media/image/decode.ts';
import { areCuttings } from '../../signals/near-duplicates/cutting/compare.ts';
import { viewOf, type View } from '../../signals/near-duplicates/cutting/view.ts';
import { rasterOf } from '../../signals/vision/raster-of.ts';
import { openBlobs } from '../../storage/blobs.ts';

export interface CompareTask {
  readonly blobsFolder: string;
  /** Digests of two files each. */
  readonly pairs: readonly (readonly [string, string])[];
}

/** For each pair whether they are cuttings of one picture, or the code of why nobody can say. */
export type CompareAnswer = (boolean | { readonly code: string })[];

/** Pictures kept decoded, about 0.2 MB each. */
const kept = 300;

const views = new Map<string, Promise<View>>();

export default async function compare({ blobsFolder, pairs }: CompareTask): Promise<CompareAnswer> {
  const answers: CompareAnswer = [];
  for (const [a, b] of pairs) {
    try {
      const [viewA, viewB] = await Promise.all([open(a, blobsFolder), open(b, blobsFolder)]);
      answers.push(areCuttings(viewA, viewB));
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
  const bytes = await openBlobs(folder).read(digest);
  const { rasters } = await decodeImage(bytes, ['small256']);
  return viewOf(rasterOf(rasters, 'small256'));
}
