import { layers } from './order.ts';
import type { Objection, SourceFile } from './source-file.ts';

/** A folder of `src/` imports only from itself and from folders before it on the list. */
export function layerOrder({ path, imports }: SourceFile): readonly Objection[] {
  const from = layerOf(path);
  if (from === undefined) return [];
  const rank = rankOf(from);
  if (rank < 0) {
    const message = `src/${from} is not on the list of layers: give it its place in scripts/layers/order.ts`;
    return [{ path, line: 1, message }];
  }
  return imports.flatMap(({ target, specifier, line }) => {
    const to = layerOf(target);
    // The manifest of the package is no code.
    if (target === 'package.json') return [];
    if (to === undefined) {
      return [{ path, line, message: `src may not import from outside of it: ${specifier}` }];
    }
    if (rankOf(to) <= rank) return [];
    const message = `${from} comes before ${to || 'the files of src itself'} and may not import from it (${specifier}): pass it in, or move it to a folder that both may import`;
    return [{ path, line, message }];
  });
}

/** The folder of `src/` that a file is in: empty for files of `src/` itself. */
function layerOf(path: string): string | undefined {
  const [root, folder, ...rest] = path.split('/');
  if (root !== 'src' || folder === undefined) return undefined;
  return rest.length === 0 ? '' : folder;
}

function rankOf(layer: string): number {
  return layer === '' ? layers.length : layers.indexOf(layer);
}
