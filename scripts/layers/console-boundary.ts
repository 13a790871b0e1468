import type { Objection, SourceFile } from './source-file.ts';

/** The console imports only itself and `src/contracts`, and its features do not know each other. */
export function consoleBoundary({ path, imports }: SourceFile): readonly Objection[] {
  if (!path.startsWith('console/')) return [];
  const feature = featureOf(path);
  return imports.flatMap(({ target, specifier, line }) => {
    if (!target.startsWith('console/') && !target.startsWith('src/contracts/')) {
      const message = `the console may import only src/contracts and itself: ${specifier}`;
      return [{ path, line, message }];
    }
    const other = featureOf(target);
    if (feature === undefined || other === undefined || other === feature) return [];
    const message = `the feature ${feature} may not import from the feature ${other} (${specifier}): what both need goes to console/ui or console/api`;
    return [{ path, line, message }];
  });
}

function featureOf(path: string): string | undefined {
  return /^console\/features\/([^/]+)\//.exec(path)?.[1];
}
