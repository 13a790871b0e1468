import type { CommandEntry } from './register-named.ts';

/** Every command, in the order of `--help`. To add one, add its file and its line. */
export const commands: readonly CommandEntry[] = [
  { name: 'read', load: async () => (await import('./commands/read.ts')).registerRead },
  { name: 'status', load: async () => (await import('./commands/status.ts')).registerStatus },
  { name: 'retry', load: async () => (await import('./commands/retry.ts')).registerRetry },
  { name: 'search', load: async () => (await import('./commands/search.ts')).registerSearch },
  { name: 'related', load: async () => (await import('./commands/related.ts')).registerRelated },
  {
    name: 'duplicates',
    load: async () => (await import('./commands/duplicates.ts')).registerDuplicates,
  },
  { name: 'home', load: async () => (await import('./commands/home.ts')).registerHome },
  { name: 'events', load: async () => (await import('./commands/events.ts')).registerEvents },
  { name: 'ads', load: async () => (await import('./commands/ads.ts')).registerAds },
  { name: 'indexes', load: async () => (await import('./commands/indexes.ts')).registerIndexes },
  { name: 'compute', load: async () => (await import('./commands/compute.ts')).registerCompute },
  { name: 'show', load: async () => (await import('./commands/show.ts')).registerShow },
  { name: 'lookup', load: async () => (await import('./commands/lookup.ts')).registerLookup },
  { name: 'export', load: async () => (await import('./commands/export.ts')).registerExport },
  { name: 'delete', load: async () => (await import('./commands/delete.ts')).registerDelete },
  {
    name: 'verify-deleted',
    load: async () => (await import('./commands/verify-deleted.ts')).registerVerifyDeleted,
  },
  { name: 'signals', load: async () => (await import('./commands/signals.ts')).registerSignals },
  {
    name: 'consumers',
    load: async () => (await import('./commands/consumers.ts')).registerConsumers,
  },
  { name: 'jobs', load: async () => (await import('./commands/jobs.ts')).registerJobs },
  { name: 'models', load: async () => (await import('./commands/models.ts')).registerModels },
  { name: 'changes', load: async () => (await import('./commands/changes.ts')).registerChanges },
  { name: 'webhooks', load: async () => (await import('./commands/webhooks.ts')).registerWebhooks },
  { name: 'serve', load: async () => (await import('./commands/serve.ts')).registerServe },
  { name: 'start', load: async () => (await import('./commands/start.ts')).registerStart },
  { name: 'worker', load: async () => (await import('./commands/worker.ts')).registerWorker },
  { name: 'doctor', load: async () => (await import('./commands/doctor.ts')).registerDoctor },
];
