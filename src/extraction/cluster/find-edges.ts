import type { Edge } from '../../signals/near-duplicates/clusters.ts';
import type { Stores } from '../stores.ts';
import type { EdgeWork } from './edge-work.ts';
import { edgesOf } from './edges.ts';
import type { Representative } from './pictures.ts';

/** Pairs of pictures compared in one go by a thread. */
const pairsAtOnce = 64;

/**
 * The edges of some contents to all others: copies by their hashes, and cuttings, which look alike
 * to the embedding and then agree where one picture is laid on the other.
 */
export async function findEdges(
  searched: readonly string[],
  representatives: readonly Representative[],
  { signals, blobs, log }: Pick<Stores, 'signals' | 'blobs' | 'log'>,
  work: EdgeWork,
): Promise<Edge[]> {
  const found = await work.match({ signalsFolder: signals.folder, representatives, searched });
  const { copies, candidates, files } = found;
  const tasks = [];
  for (let start = 0; start < candidates.length; start += pairsAtOnce) {
    const pairs = candidates
      .slice(start, start + pairsAtOnce)
      .map(({ a, b }) => inOrder(files[a] ?? '', files[b] ?? ''));
    tasks.push(work.compare({ blobsFolder: blobs.folder, pairs }));
  }
  const answers = (await Promise.all(tasks)).flat();
  const unknown = answers.filter((answer) => 'code' in answer);
  if (unknown.length > 0) {
    const codes = [...new Set(unknown.map(({ code }) => code))];
    log.warn({ pairs: unknown.length, codes }, 'pictures could not be compared with others');
  }
  const cuttings = candidates.filter((_, at) => {
    const answer = answers[at];
    return answer !== undefined && 'isCutting' in answer && answer.isCutting;
  });
  return edgesOf(found, copies, cuttings);
}

/** The same two pictures are always laid the same way round, to the same answer. */
export function inOrder(a: string, b: string): readonly [string, string] {
  return a < b ? [a, b] : [b, a];
}
