/**
 * The folders of `src/` in the order of the data: each may import from itself and from those
 * before it. Files of `src/` itself come after all of them.
 */
export const layers: readonly string[] = [
  'contracts',
  'client',
  'base',
  'storage',
  'jobs',
  'media',
  'runtime',
  'models',
  'changes',
  'signals',
  'ingest',
  'extraction',
  'consumers',
  'engagement',
  'retrieval',
  'surfaces',
  'labels',
  'datasets',
  'training',
  'evaluation',
  'releases',
  'experiments',
  'integrity',
  'monitoring',
  'app',
];
