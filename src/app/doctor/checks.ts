import { browser } from './browser.ts';
import type { Check } from './check.ts';
import { disk } from './disk.ts';
import { gpu } from './gpu.ts';
import { imageDecoder } from './image-decoder.ts';
import { models } from './models.ts';
import { nodeVersion } from './node-version.ts';
import { objectStore } from './object-store.ts';
import { postgres } from './postgres.ts';
import { videoDecoder } from './video-decoder.ts';

/** Every check, what all else needs first. To add one, add its file and its line. */
export const checks: readonly Check[] = [
  nodeVersion,
  disk,
  postgres,
  models,
  imageDecoder,
  videoDecoder,
  gpu,
  objectStore,
  browser,
];
