import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { dependencyError } from '../../base/errors.ts';
import { parseNgramTable, type NgramTable } from './ngram-table.ts';

/** ELD (`eld` 2.1), as far as it is used. */
export interface Detector {
  detect(text: string): { readonly language: string; getScores(): Record<string, number> };
}

interface EldModule {
  createEld(): {
    readonly instance: Detector;
    loadData(data: { type: string; languages: Record<number, string>; ngrams: NgramTable }): void;
  };
}

let loaded: Promise<Detector> | undefined;

/** The detector with its large table of 60 languages, loaded at the first call of a thread. */
export function languageDetector(): Promise<Detector> {
  loaded ??= loadDetector();
  return loaded;
}

/**
 * Makes ELD's own detector, which its package keeps to itself, with a table that was read in a few
 * megabytes: its entry `eld/large` says the same, in 400.
 */
async function loadDetector(): Promise<Detector> {
  const sources = join(packageFolder('eld'), 'src');
  const detector = pathToFileURL(join(sources, 'languageDetector.js'));
  const module: unknown = await import(detector.href);
  const source = await readFile(join(sources, 'ngrams', 'large.js'), 'utf8');
  const { instance, loadData } = eldModule.parse(module).createEld();
  loadData({ type: 'large', languages: languagesOf(source), ngrams: parseNgramTable(source) });
  return instance;
}

/**
 * Where a package is installed. Its exports say nothing to `require`, and threads that run
 * TypeScript have no `import.meta.resolve`.
 */
function packageFolder(name: string): string {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const folder = places.map((place) => join(place, name)).find((place) => existsSync(place));
  if (folder !== undefined) return folder;
  throw dependencyError('no-package', `The package ${name} is not installed. Run "npm ci".`);
}

const eldModule = z.custom<EldModule>(
  (module) => typeof module === 'object' && module !== null && 'createEld' in module,
  'Expected eld 2.1 with createEld in src/languageDetector.js. Run "npm ci".',
);

/** ISO 639-1 codes by number, from `languages:{0:'am',1:'ar',…}`. */
function languagesOf(source: string): Record<number, string> {
  const list = /languages:\{([^}]*)\}/u.exec(source)?.[1] ?? '';
  const entries = [...list.matchAll(/(\d+):'(\w+)'/gu)];
  return Object.fromEntries(entries.map(([, number, code]) => [Number(number), code ?? '']));
}
