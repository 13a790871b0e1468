import type { Command } from 'commander';
import { homeAt, type Home } from '../../../base/home.ts';
import { appendChanges } from '../../../changes/append.ts';
import type { ModelFolder } from '../../../models/folder.ts';
import type { Database } from '../../../storage/postgres/database.ts';
import { addHubModel } from '../../../models/hub/add-model.ts';
import { listModels, type ListedModel } from '../../../models/list.ts';
import { readVersions } from '../../../extraction/versions/versions.ts';
import { refOfContract, type SignalRegistry } from '../../../signals/registry.ts';
import { createDownloadView } from '../download-view.ts';
import { table } from '../output.ts';
import { outputOf, withContext, type GlobalOptions } from '../session.ts';

export function registerModels(program: Command): void {
  const models = program
    .command('models')
    .description('the models that signals run, and adding others from a hub');
  models
    .command('list')
    .description('every model: whence it comes, its licence, size and digest, and who uses it')
    .action(async (_options: unknown, command: Command) => {
      const output = outputOf(command);
      const { registry } = await withContext(command, ({ db }) => readVersions(db));
      const listed = (await listModels(homeOf(command).models)).map((model) => ({
        ...model,
        signals: signalsUsing(model.name, registry),
      }));
      output.object({ models: listed });
      output.line(table([header, ...listed.map(rowOf)]));
      for (const { name, problem } of listed) {
        if (problem !== null) output.line(`\n${name} cannot be used: ${problem}`);
      }
    });
  models
    .command('add')
    .argument(
      '<reference>',
      'a repository with ONNX files: hf:owner/name or hf:owner/name@revision',
    )
    .option(
      '--hub <address>',
      'a hub or a mirror of one (default: UNDERSTORY_HUB or huggingface.co)',
    )
    .option('--variant <name>', 'such as quantized, for model_quantized.onnx')
    .description('add the encoders of a repository on a Hugging Face hub')
    .action(async (reference: string, flags: AddFlags, command: Command) => {
      const output = outputOf(command);
      const view = createDownloadView();
      const folders = await addHubModel(reference, {
        modelsDir: homeOf(command).models,
        onProgress: view.show,
        ...(flags.hub !== undefined && { baseUrl: flags.hub }),
        ...(flags.variant !== undefined && { variant: flags.variant }),
      }).finally(view.stop);
      await withContext(command, ({ db }) => tellAdded(db, folders));
      output.object({ models: folders.map(({ manifest }) => manifest) });
      for (const { manifest } of folders) {
        const { name, task, licence, onnx } = manifest;
        output.line(`${name}: ${task}, ${licence}, ${megabytes(onnx.sizeBytes)}`);
      }
    });
}

/**
 * The folders are whole before they are told of: who is killed in between adds again, which tells
 * of what is there already too.
 */
async function tellAdded(db: Database, folders: readonly ModelFolder[]): Promise<void> {
  const changes = folders.map(({ manifest: { name, onnx } }) => ({
    type: 'understory.model.changed.v1' as const,
    data: { model: name, digest: onnx.digest, state: 'added' as const },
  }));
  await db.transaction().execute((transaction) => appendChanges(transaction, changes));
}

interface AddFlags {
  readonly hub?: string;
  readonly variant?: string;
}

function homeOf(command: Command): Home {
  return homeAt(command.optsWithGlobals<GlobalOptions>().home);
}

function signalsUsing(model: string, { contracts }: SignalRegistry): readonly string[] {
  return contracts.filter(({ models }) => models.includes(model)).map(refOfContract);
}

const header = ['model', 'task', 'state', 'size', 'digest', 'licence', 'from', 'signals'];

function rowOf(model: ListedModel & { readonly signals: readonly string[] }): readonly string[] {
  const { name, task, state, sizeBytes, digest, licence, source, signals } = model;
  return [
    name,
    task,
    state,
    sizeBytes === null ? '–' : megabytes(sizeBytes),
    digest?.slice(0, 12) ?? '–',
    licence ?? '–',
    originOf(source),
    signals.join(', ') || '–',
  ];
}

function originOf(source: ListedModel['source']): string {
  switch (source?.kind) {
    case undefined:
      return '–';
    case 'npm':
      return `npm:${source.package}@${source.version}`;
    case 'hub':
      return `hf:${source.repository}@${source.revision.slice(0, 8)}`;
    case 'trained':
      return `trained in ${source.run}`;
    case 'file':
      return source.origin;
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
