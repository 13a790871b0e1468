import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Bundles `src/client/` into one file of JavaScript for Node and browsers, and gives its path. Does
 * nothing where it was made from these sources already; safe in several processes at once.
 *
 * @param {string} root The folder of package.json.
 * @returns {Promise<string>}
 */
export async function buildClient(root) {
  const target = join(root, 'dist', 'client', 'client.js');
  const mark = `/*! understory client ${await digestOf(join(root, 'src', 'client'))} */\n`;
  const there = await readFile(target, 'utf8').catch(() => '');
  if (there.startsWith(mark)) return target;
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src', 'client', 'client.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  await mkdir(dirname(target), { recursive: true });
  const half = `${target}.${process.pid}`;
  await writeFile(half, `${mark}${outputFiles[0]?.text ?? ''}`);
  await rename(half, target);
  return target;
}

/** By content, which stays the same where a package is unpacked. @param {string} folder */
async function digestOf(folder) {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).toSorted()) {
    hash.update(`${name}\n`).update(await readFile(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
