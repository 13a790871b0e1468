import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';

/** Compiled programs kept besides the newest: a process that runs one may still open its files. */
const keptPrograms = 2;

/**
 * Compiles `src/` to JavaScript, file by file, into a folder named for what it was made from, and
 * gives that folder. Does nothing where it is there already; safe in several processes at once.
 *
 * @param {string} root The folder of package.json.
 * @returns {Promise<string>}
 */
export async function compileProgram(root) {
  const source = join(root, 'src');
  const files = await filesIn(source);
  const programs = join(root, 'dist', 'program');
  const target = join(programs, await digestOfFiles(root, files));
  if (await exists(target)) return target;
  const half = `${target}.${process.pid}`;
  await compileFiles(source, files, half);
  await rename(half, target).catch(async (error) => {
    await rm(half, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  });
  await removeOld(programs, target);
  return target;
}

/** @param {string} folder @returns {Promise<string[]>} */
async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Size and time of change tell a changed file, as they do for make. @param {string} root @param {string[]} files */
async function digestOfFiles(root, files) {
  const hash = createHash('sha256');
  for (const file of [join(root, 'bin', 'compile.js'), ...files]) {
    const { size, mtimeMs } = await stat(file);
    hash.update(`${relative(root, file)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** @param {string} source @param {string[]} files @param {string} target */
async function compileFiles(source, files, target) {
  const { build } = await import('esbuild');
  await mkdir(target, { recursive: true });
  await build({
    entryPoints: files.filter((file) => file.endsWith('.ts')),
    outdir: target,
    outbase: source,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    sourcesContent: false,
    bundle: true,
    packages: 'external',
    logLevel: 'error',
    plugins: [eachFileItsOwn],
  });
  for (const file of files.filter((path) => !path.endsWith('.ts'))) {
    const copy = join(target, relative(source, file));
    await mkdir(dirname(copy), { recursive: true });
    await cp(file, copy);
  }
}

/** Leaves every import in place, under the name that the imported file is compiled to. */
const eachFileItsOwn = {
  name: 'each-file-its-own',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/\.ts$/, '.js'), external: true },
    );
  },
};

/** @param {string} programs @param {string} newest */
async function removeOld(programs, newest) {
  const others = (await readdir(programs)).filter(
    (name) => name !== basename(newest) && !name.includes('.'),
  );
  const aged = await Promise.all(
    others.map(async (name) => ({ name, at: (await stat(join(programs, name))).mtimeMs })),
  );
  for (const { name } of aged.toSorted((a, b) => b.at - a.at).slice(keptPrograms)) {
    await rm(join(programs, name), { recursive: true, force: true });
  }
}

/** @param {string} path */
async function exists(path) {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
