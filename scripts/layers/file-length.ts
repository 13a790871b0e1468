import type { Objection, SourceFile } from './source-file.ts';

const most = 400;

/** A file is short enough to hold one concept. */
export function fileLength({ path, lines }: SourceFile): readonly Objection[] {
  if (lines <= most) return [];
  const message = `${lines} lines, at most ${most}: split it along a concept, not by line count`;
  return [{ path, line: most + 1, message }];
}
