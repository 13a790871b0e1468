import { join } from 'node:path';
import {
  codeOf,
  conflict,
  inputError,
  messageOf,
  notFound,
  UnderstoryError,
} from '../../base/errors.ts';
import { embeddedModels } from '../embedded/table.ts';
import { readModelFile, readModelFolder, type ModelFolder } from '../folder.ts';
import { listModels, type ListedModel } from '../list.ts';
import { encoderFile, encoderSpecSchema, type EncoderSpec } from './encoder-spec.ts';
import { parseHubReference } from './reference.ts';

/** What manifests call encoders. */
const encoderTasks = ['image-embedding', 'text-embedding'];

/** A folder of the models with an encoder in it. */
export interface FoundEncoder<Spec extends EncoderSpec = EncoderSpec> {
  readonly folder: ModelFolder;
  readonly spec: Spec;
}

/**
 * The encoder that a person means by the name of its folder, or by `hf:owner/name` for one that was
 * added from there; of a pair the one of that kind.
 *
 * @throws not-found `no-model`; input `wrong-task`; conflict `ambiguous-model`; model errors
 *   `manifest`, `not-an-encoder`, `digest-mismatch`.
 */
export async function findEncoder<Kind extends EncoderSpec['kind']>(
  reference: string,
  kind: Kind,
  modelsDir: string,
): Promise<FoundEncoder<Extract<EncoderSpec, { kind: Kind }>>> {
  const models = await listModels(modelsDir);
  const meant = models.filter(isMeantBy(reference));
  if (meant.length === 0) throw noModel(reference, models);
  const encoders = await Promise.all(meant.map(({ name }) => readEncoder(name, modelsDir)));
  const fitting = encoders.flatMap(({ folder, spec }) =>
    isOfKind(spec, kind) ? [{ folder, spec }] : [],
  );
  const [first, ...others] = fitting;
  if (first === undefined) throw wrongTask(reference, kind);
  if (others.length === 0) return first;
  throw conflict(
    'ambiguous-model',
    `${reference} may be ${fitting.map(({ folder }) => folder.manifest.name).join(' or ')}: name one of them.`,
  );
}

/** @throws model error `not-an-encoder`, and those of `readModelFolder` and `readModelFile`. */
async function readEncoder(name: string, modelsDir: string): Promise<FoundEncoder> {
  const folder = await readModelFolder(join(modelsDir, name));
  try {
    const text = new TextDecoder().decode(await readModelFile(folder, encoderFile));
    return { folder, spec: encoderSpecSchema.parse(JSON.parse(text)) };
  } catch (cause) {
    if (cause instanceof UnderstoryError && cause.code === 'digest-mismatch') throw cause;
    throw new UnderstoryError(
      'model',
      'not-an-encoder',
      `The model ${name} has no valid ${encoderFile}, so it is not known how to encode with it: ` +
        `${messageOf(cause)}`,
      { cause },
    );
  }
}

/**
 * The encoders among the models that were added; what is none is left out.
 *
 * @throws model error `digest-mismatch`
 */
export async function listEncoders(modelsDir: string): Promise<readonly FoundEncoder[]> {
  const encoders: FoundEncoder[] = [];
  for (const { name, state, task } of await listModels(modelsDir)) {
    if (embeddedModels.has(name) || state !== 'ready' || !encoderTasks.includes(task)) continue;
    try {
      encoders.push(await readEncoder(name, modelsDir));
    } catch (error) {
      if (codeOf(error) !== 'not-an-encoder') throw error;
    }
  }
  return encoders;
}

/** Where a model came from, as one would ask for it again. */
export function originOf({ source, name }: Pick<ModelFolder['manifest'], 'source' | 'name'>) {
  switch (source.kind) {
    case 'hub':
      return `hf:${source.repository}@${source.revision}`;
    case 'npm':
      return `npm:${source.package}@${source.version}`;
    case 'trained':
      return `the run ${source.run}`;
    case 'file':
      return source.origin === '' ? name : source.origin;
  }
}

function isMeantBy(reference: string): (model: ListedModel) => boolean {
  if (!reference.startsWith('hf:'))
    return ({ name }) => name === reference && !embeddedModels.has(name);
  const { repository, revision } = parseHubReference(reference);
  const isAnyRevision = !reference.includes('@');
  return ({ source }) =>
    source?.kind === 'hub' &&
    source.repository === repository &&
    (isAnyRevision || source.revision.startsWith(revision));
}

function isOfKind<Kind extends EncoderSpec['kind']>(
  spec: EncoderSpec,
  kind: Kind,
): spec is Extract<EncoderSpec, { kind: Kind }> {
  return spec.kind === kind;
}

function noModel(reference: string, models: readonly ListedModel[]): UnderstoryError {
  const added = models.map(({ name }) => name).filter((name) => !embeddedModels.has(name));
  const there = added.length === 0 ? 'None was added yet' : `There are: ${added.join(', ')}`;
  const add = reference.startsWith('hf:') ? reference : 'hf:owner/name';
  return notFound(
    'no-model',
    `There is no model ${reference} among those that were added. ${there}. ` +
      `\`understory models add ${add}\` adds one from a hub.`,
  );
}

function wrongTask(reference: string, kind: EncoderSpec['kind']): UnderstoryError {
  const [wanted, got] = kind === 'image' ? ['pictures', 'text'] : ['text', 'pictures'];
  return inputError(
    'wrong-task',
    `Expected an encoder of ${wanted}, but ${reference} encodes ${got}: ` +
      (kind === 'image'
        ? 'it can make a version of text_embedding.'
        : 'it can make a version of image_embedding or crop_embedding.'),
  );
}
