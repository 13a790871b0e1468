import type { DuplicateCheck, DuplicateComparison } from '../../contracts/duplicate-check.ts';
import { versionOf, refOf } from '../../contracts/signal-ref.ts';
import { workInThreads, type EdgeWork } from '../../extraction/cluster/edge-work.ts';
import type { Stores } from '../../extraction/stores.ts';
import { readVersions } from '../../extraction/versions/versions.ts';
import { findCards } from '../../retrieval/card.ts';
import { createHashCopy } from '../../retrieval/hashes/hash-copy.ts';
import type { VectorStores } from '../../retrieval/vector-stores.ts';
import type { Edge } from '../../signals/near-duplicates/clusters.ts';
import { nearDuplicatesContract } from '../../signals/near-duplicates.ts';
import { tableOf } from '../../storage/lance/table-of.ts';
import { startTrace } from '../pipeline/trace.ts';
import { decidingVersions, type AskedContent } from './asked-content.ts';
import { choosePairs } from './choose-pairs.ts';
import { comparePixels } from './compare-pixels.ts';
import { findByEmbeddings, findByHashes } from './find-pairs.ts';
import { findSameFiles } from './find-same-files.ts';
import { knowPairs } from './know-pairs.ts';
import { isCutting, type KnownPair, type Pair } from './pair.ts';
import { tellSteps } from './tell-steps.ts';
import { tieAsked } from './tie-asked.ts';
import { wouldCluster, type WouldBe } from './would-cluster.ts';

export interface CheckOptions {
  /** The most comparisons that are told. */
  readonly limit: number;
  readonly explain?: boolean | undefined;
}

/** Says of pictures whether they are near-duplicates of the catalogue as it is now. */
export interface DuplicateChecker {
  check(asked: AskedContent, options: CheckOptions): Promise<DuplicateCheck>;
  close(): Promise<void>;
}

/** Members shown of a cluster. */
const mostMembers = 200;

/**
 * Checks with the rules and the code that clusters are made with, against every row that is written
 * by then. The hashes are held in memory from the first check on.
 */
export function openDuplicateChecker(
  stores: VectorStores & Pick<Stores, 'blobs'>,
  openWork: () => Pick<EdgeWork, 'compare' | 'close'> = workInThreads,
): DuplicateChecker {
  const { db, signals, blobs } = stores;
  const hashes = createHashCopy(() => tableOf(signals, decidingVersions.hash));
  const work = openWork();
  return {
    async check(asked, { limit, explain }) {
      const trace = startTrace();
      const versions = await readVersions(db);
      let searched = 0;
      const copies = await trace.step(['candidates', 'hashes'], asked.pictures, async () => {
        await hashes.follow();
        return findByHashes(asked, hashes);
      });
      const alike = await trace.step(
        ['candidates', 'embeddings'],
        asked.pictures,
        async (_, note) => {
          const found = await findByEmbeddings(asked, versions, stores);
          searched = found.searched;
          if (found.behind) note('rows of the last moments are still to come');
          return found.pairs;
        },
      );
      const found: readonly Pair[] = [...copies, ...alike];
      const known = await trace.step(['hydrate', 'contents'], found, (pairs) =>
        knowPairs(pairs, asked, db),
      );
      const chosen = choosePairs(known, asked);
      const compared = await trace.step(
        ['rules', 'pixels'],
        chosen.candidates,
        async (all, note) => {
          const pairs = await comparePixels(all, asked, blobs.folder, work);
          note(`${pairs.filter(isCutting).length} of ${pairs.length} show one picture`);
          return pairs;
        },
      );
      const pairs = [...chosen.copies, ...compared];
      const edges = await trace.step(['rank', 'ties'], pairs, (all) =>
        tieAsked(asked, all, signals),
      );
      const wouldBe = await wouldCluster(asked, edges, db);
      const told = withLikest(pairs, known);
      const comparisons = await trace.step(['present', 'steps'], told, async (all) => [
        ...(await findSameFiles(asked, limit, db)),
        ...(await present(all, asked, edges)),
      ]);
      const refs = [
        refOf(nearDuplicatesContract.name, nearDuplicatesContract.version),
        decidingVersions.hash,
        decidingVersions.embedding,
      ].map(versionOf);
      return {
        isDuplicate: wouldBe !== undefined,
        cluster: wouldBe ? await presentCluster(wouldBe) : null,
        comparisons: comparisons.slice(0, limit),
        pictures: asked.pictures.map(({ file, hash }) => ({
          digest: file === '' ? null : file,
          hash: hash?.hex ?? null,
          hashQuality: hash?.quality ?? null,
        })),
        compared: { hashes: hashes.count, embeddings: searched },
        versions: Object.fromEntries(refs.map(({ name, version }) => [name, version])),
        tookMs: trace.tookMs(),
        ...(explain && { trace: [...trace.stages] }),
      };
    },
    close: () => work.close(),
  };

  async function present(
    pairs: readonly KnownPair[],
    asked: AskedContent,
    edges: readonly Edge[],
  ): Promise<DuplicateComparison[]> {
    const cards = await findCards(
      db,
      pairs.map(({ item }) => item),
    );
    const told = pairs.flatMap((pair) => {
      const card = cards.get(pair.item);
      return card ? [tellSteps(pair, card, asked, edges, hashes)] : [];
    });
    return told.toSorted(bySureness);
  }

  async function presentCluster({
    id,
    centre,
    items,
  }: WouldBe): Promise<DuplicateCheck['cluster']> {
    const shown = items.slice(0, mostMembers);
    const cards = await findCards(
      db,
      shown.map((item) => item.id),
    );
    return {
      id,
      centre,
      size: items.length,
      items: shown.flatMap(({ id: member, membership: { decidedBy, distance } }) => {
        const card = cards.get(member);
        return card ? [{ ...card, decidedBy, distance }] : [];
      }),
    };
  }
}

/** Where nothing came so far as to be compared, at least the likest is told. */
function withLikest(pairs: readonly KnownPair[], known: readonly KnownPair[]): KnownPair[] {
  if (pairs.length > 0) return [...pairs];
  return known
    .filter(({ cosine }) => cosine !== undefined)
    .toSorted((a, b) => (b.cosine ?? 0) - (a.cosine ?? 0))
    .slice(0, 1);
}

const sureness = ['file', 'hash', 'embedding', null] as const;

function bySureness(a: DuplicateComparison, b: DuplicateComparison): number {
  return (
    sureness.indexOf(a.decidedBy) - sureness.indexOf(b.decidedBy) ||
    (a.distance ?? 0) - (b.distance ?? 0) ||
    (b.embedding?.cosine ?? 0) - (a.embedding?.cosine ?? 0)
  );
}
