import type { Command } from 'commander';
import { homeAt } from '../../../../base/home.ts';
import { appendChanges } from '../../../../changes/append.ts';
import type { ModelFolder } from '../../../../models/folder.ts';
import { addHubModel } from '../../../../models/hub/add-model.ts';
import type { Database } from '../../../../storage/postgres/database.ts';
import { createDownloadView } from '../../download-view.ts';
import { megabytes } from '../../megabytes.ts';
import { outputOf, withContext, type GlobalOptions } from '../../session.ts';

interface AddFlags {
  readonly hub?: string;
  readonly variant?: string;
}

/** `understory models add hf:owner/name` */
export function registerAdding(models: Command): void {
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
        modelsDir: homeAt(command.optsWithGlobals<GlobalOptions>().home).models,
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
      output.line(
        '`understory signals add NAME@V --model MODEL` makes a version of a signal by one.',
      );
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
