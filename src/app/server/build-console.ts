import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from '../../base/digest.ts';
import { packageRoot } from '../../base/own-code.ts';

const root = packageRoot();

/** What a build of the console is made from. */
const sources = ['console', 'src/contracts', 'package-lock.json'];

const outFolder = join(root, 'dist', 'console');
const stampFile = join(root, 'dist', 'console.digest');

/** The folder of the built console; builds it, in a few seconds, when its sources have changed. */
export async function ensureConsole(onBuild: () => void): Promise<string> {
  const digest = await digestOfSources();
  const [stamp, index] = await Promise.all([
    readFile(stampFile, 'utf8').catch(() => undefined),
    stat(join(outFolder, 'index.html')).catch(() => undefined),
  ]);
  if (stamp === digest && index) return outFolder;
  onBuild();
  // Loading it takes a second, which most starts need not spend.
  const { build } = await import('vite');
  await build({ configFile: join(root, 'console', 'vite.config.ts'), logLevel: 'warn' });
  await writeFile(stampFile, digest);
  return outFolder;
}

async function digestOfSources(): Promise<string> {
  const files: string[] = [];
  for (const source of sources) {
    const path = join(root, source);
    if ((await stat(path)).isFile()) {
      files.push(path);
      continue;
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
    }
  }
  const digests = await Promise.all(
    files.toSorted().map(async (file) => `${file} ${digestOf(await readFile(file))}`),
  );
  return digestOf(digests.join('\n'));
}
