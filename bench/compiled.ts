import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { compileProgram } from '../bin/compile.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A measurement as a child process: what it writes with `answer` comes back. */
export interface Compiled {
  run(args: readonly string[], onAnswer: (answer: unknown) => void): Promise<void>;
}

/**
 * Compiles a program of this folder, and all of `src/` that it uses, as `bin/understory.js` does:
 * in a process that compiles TypeScript as it goes, and in its threads, that alone takes 60 MB each.
 */
export async function compiled(from: string, name: string): Promise<Compiled> {
  const entry = fileURLToPath(new URL(name, from));
  const program = await compileProgram(root);
  const file = join(root, 'dist', 'bench', `${basename(entry, '.ts')}-${process.pid}.js`);
  await build({
    entryPoints: [entry],
    outfile: file,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    bundle: true,
    packages: 'external',
    logLevel: 'error',
    plugins: [sourceFrom(program)],
  });
  return {
    async run(args, onAnswer) {
      const child = spawn(process.execPath, [file, ...args], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      child.on('message', onAnswer);
      const [code, signal] = await once(child, 'exit');
      if (code !== 0) throw new Error(`${name} ended with ${String(code ?? signal)}.`);
    },
  };
}

/** To the parent that called `run`. */
export function answer(message: unknown): void {
  if (!process.send) throw new Error('This program is started by its benchmark.');
  process.send(message);
}

/** Leaves imports of `src/` in place, as those of the compiled program. */
function sourceFrom(program: string): Plugin {
  const source = join(root, 'src');
  return {
    name: 'source-from-program',
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, importer, kind }) => {
        if (kind === 'entry-point') return undefined;
        const target = relative(source, resolve(dirname(importer), path));
        if (target.startsWith('..')) return undefined;
        const file = join(program, target.replace(/\.ts$/, '.js'));
        return { path: pathToFileURL(file).href, external: true };
      });
    },
  };
}
