import { parseSync, Visitor } from 'vite';
import { targetOf, type Import } from './source-file.ts';

/**
 * Every file of the tree that a source file names: imports and re-exports, of types too, dynamic
 * imports, `import('…')` types, and the TypeScript files of `new URL('…', import.meta.url)`, by which
 * workers are started. Packages are left out.
 *
 * @throws SyntaxError where the text is not TypeScript.
 */
export function readImports(path: string, text: string): readonly Import[] {
  const { program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new SyntaxError(`${path}: ${error.message}`);
  const imports: Import[] = [];
  const add = (node: { readonly type: string; readonly start: number }): void => {
    if (!('value' in node) || typeof node.value !== 'string') return;
    const specifier = node.value;
    if (!specifier.startsWith('.')) return;
    const line = text.slice(0, node.start).split('\n').length;
    imports.push({ specifier, target: targetOf(path, specifier), line });
  };
  new Visitor({
    ImportDeclaration: ({ source }) => add(source),
    ExportAllDeclaration: ({ source }) => add(source),
    ExportNamedDeclaration: ({ source }) => {
      if (source) add(source);
    },
    ImportExpression: ({ source }) => add(source),
    TSImportType: ({ source }) => add(source),
    NewExpression: ({ callee, arguments: [first] }) => {
      if (callee.type !== 'Identifier' || callee.name !== 'URL') return;
      if (first?.type === 'Literal' && /\.tsx?$/.test(String(first.value))) add(first);
    },
  }).visit(program);
  return imports;
}
