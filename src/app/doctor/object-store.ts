import { openS3 } from '../../storage/objects/open-s3.ts';
import { probeConditionalWrites } from '../../storage/objects/probe.ts';
import { readStoreSettings } from '../store/store-settings.ts';
import { failed, ok, warning, type Check } from './check.ts';

export const objectStore: Check = {
  name: 'S3',
  async run({ home, environment }) {
    const asked = environment.UNDERSTORY_HOME;
    if (asked?.startsWith('s3://')) {
      return warning(
        `UNDERSTORY_HOME is ${asked}, but a home is a folder: it would be ${home.root}`,
        `Set UNDERSTORY_HOME to a folder, and UNDERSTORY_STORE=${asked}.`,
      );
    }
    const { url, singleWriter } = readStoreSettings(home, environment);
    if (url === undefined) {
      return ok(`not configured: assets and signals are in folders of ${home.root}`);
    }
    const objects = await openS3(url);
    try {
      if (await probeConditionalWrites(objects)) return ok(`${url}, with conditional writes`);
    } finally {
      objects.close();
    }
    const found = `${url} reads over If-None-Match: two writers would lose rows`;
    return singleWriter
      ? warning(`${found}; one process at a time is let in`, 'Use a store with conditional writes.')
      : failed(
          found,
          'Use a store with conditional writes; or set UNDERSTORY_SINGLE_WRITER=1, for one process at a time.',
        );
  },
};
