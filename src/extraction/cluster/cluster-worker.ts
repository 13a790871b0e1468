import { findEdges, type ClusterAnswer, type ClusterTask } from './find-edges.ts';

/** Off the event loop, for large catalogues. */
export default function cluster(task: ClusterTask): ClusterAnswer {
  return findEdges(task);
}
