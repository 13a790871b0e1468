import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { digestOf, digestOfJson } from '../../base/digest.ts';
import { inputError, messageOf } from '../../base/errors.ts';

/** Every node costs an embedding when the first item is read. */
const mostNodes = 3_000;

const leafSchema = z.strictObject({
  slug: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens'),
  label: z.string().trim().min(1).max(80),
  /** What belongs here, in typical words: it is what items are compared with. */
  description: z.string().trim().min(1).max(500),
});
const branchSchema = leafSchema.extend({ children: z.array(leafSchema).optional() });
const rootSchema = leafSchema.extend({ children: z.array(branchSchema).optional() });
const taxonomySchema = z.strictObject({
  name: z.string().min(1).max(80),
  version: z.number().int().min(1),
  roots: z.array(rootSchema).min(2),
});

export interface TopicNode {
  /** Slugs from the root, joined by `/`. */
  readonly id: string;
  readonly level: 1 | 2 | 3;
  readonly label: string;
  readonly description: string;
  /** Index of the parent among the nodes; undefined for a root. */
  readonly parent: number | undefined;
  /** Index of the root above it, its own for a root. */
  readonly root: number;
}

/** A tree of interests: every parent stands before its children. */
export interface Taxonomy {
  readonly name: string;
  readonly version: number;
  readonly digest: string;
  readonly nodes: readonly TopicNode[];
}

let ownDigest: string | undefined;

/** Digest of the file that `UNDERSTORY_TAXONOMY` names, read once; undefined for the program's own. */
export function digestOfOwnTaxonomy(): string | undefined {
  const path = process.env.UNDERSTORY_TAXONOMY;
  if (path === undefined) return undefined;
  ownDigest ??= digestOf(readFileSync(path));
  return ownDigest;
}

/** The file that is used where `UNDERSTORY_TAXONOMY` names no other. */
export const builtInTaxonomy = fileURLToPath(new URL('taxonomy.json', import.meta.url));

/**
 * Reads a taxonomy of at most three levels from a JSON file of the form of the built-in one.
 *
 * @throws UnderstoryError `taxonomy` that names the node which is wrong.
 */
export async function loadTaxonomy(
  path: string = process.env.UNDERSTORY_TAXONOMY ?? builtInTaxonomy,
): Promise<Taxonomy> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw inputError('taxonomy', `Cannot read the taxonomy ${path}: ${messageOf(error)}`, {
      cause: error,
    });
  }
  return parseTaxonomy(json, path);
}

/** @param origin Where the taxonomy came from, for errors. */
export function parseTaxonomy(json: unknown, origin: string): Taxonomy {
  const { success, data, error } = taxonomySchema.safeParse(json);
  if (!success) {
    const wrong = error.issues
      .slice(0, 3)
      .map(({ path, message }) => `${placeOf(json, path)}: ${message}`);
    throw refuse(origin, wrong.join('; '));
  }
  const nodes = data.roots.reduce<TopicNode[]>((list, root) => addNode(list, root, undefined), []);
  if (nodes.length > mostNodes) {
    throw refuse(origin, `it has ${nodes.length} nodes, and at most ${mostNodes} are taken`);
  }
  const seen = new Set<string>();
  for (const { id } of nodes) {
    if (seen.has(id)) throw refuse(origin, `the node ${id} is there twice; rename one slug`);
    seen.add(id);
  }
  return { name: data.name, version: data.version, digest: digestOfJson(data), nodes };
}

interface Branch extends z.infer<typeof leafSchema> {
  readonly children?: readonly Branch[] | undefined;
}

function addNode(nodes: TopicNode[], branch: Branch, parent: number | undefined): TopicNode[] {
  const above = parent === undefined ? undefined : nodes[parent];
  const index = nodes.length;
  nodes.push({
    id: above === undefined ? branch.slug : `${above.id}/${branch.slug}`,
    level: above === undefined ? 1 : above.level === 1 ? 2 : 3,
    label: branch.label,
    description: branch.description,
    parent,
    root: above?.root ?? index,
  });
  for (const child of branch.children ?? []) addNode(nodes, child, index);
  return nodes;
}

/** Names the node at a path of the JSON by the slugs down to it, as far as it has any. */
function placeOf(json: unknown, path: readonly PropertyKey[]): string {
  const slugs: string[] = [];
  let value = json;
  for (const key of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
    if (typeof value !== 'object' || value === null || !('slug' in value)) continue;
    slugs.push(typeof value.slug === 'string' ? value.slug : '?');
  }
  const place = z.core.toDotPath(path);
  return slugs.length === 0 ? place || 'the file' : `the node ${slugs.join('/')} (${place})`;
}

function refuse(origin: string, what: string) {
  return inputError(
    'taxonomy',
    `Cannot use the taxonomy ${origin}: ${what}. Expected the form of ${builtInTaxonomy}.`,
  );
}
