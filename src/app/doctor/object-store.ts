import { ok, warning, type Check } from './check.ts';

export const objectStore: Check = {
  name: 'S3',
  async run({ home, environment }) {
    const asked = environment.UNDERSTORY_HOME;
    if (asked?.startsWith('s3://')) {
      return warning(
        `UNDERSTORY_HOME is ${asked}, but this version keeps its state in folders: it would be ${home.root}`,
        'Set UNDERSTORY_HOME to a folder.',
      );
    }
    return ok(`not configured: assets and signals are in folders of ${home.root}`);
  },
};
