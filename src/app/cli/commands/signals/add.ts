import { Option, type Command } from 'commander';
import { inputError } from '../../../../base/errors.ts';
import { addVersionRequestSchema, poolings } from '../../../../contracts/signals-api.ts';
import { addVersion } from '../../../../releases/recipes/add-version.ts';
import type { WantedVersion } from '../../../../releases/recipes/make-recipe.ts';
import { parseNewVersion } from '../../../../releases/recipes/parse-version.ts';
import { addedVersionOf } from '../../../added-version.ts';
import { withContext } from '../../session.ts';

interface AddFlags {
  readonly model: string;
  readonly pooling?: (typeof poolings)[number];
  readonly owner?: string;
  readonly meaning?: string;
}

const help = `
The signals that a model makes versions of: image_embedding, crop_embedding, text_embedding.
\`understory models add hf:owner/name\` brings a model; \`understory models list\` shows those there are.
A version never changes: its number is given once, also where it is dropped later.`;

/** `understory signals add NAME@V --model MODEL` */
export function registerAdd(signals: Command): void {
  signals
    .command('add')
    .argument('<name@version>', 'the next version of an embedding, such as image_embedding@3')
    .description('add a version of a signal that a model makes, without code')
    .requiredOption('--model <model>', 'a model by its name, or hf:owner/name as it was added from')
    .addOption(
      new Option(
        '--pooling <way>',
        'how tokens become one vector (default: as the model says)',
      ).choices(poolings),
    )
    .option('--owner <who>', 'the team or person to talk to')
    .option('--meaning <text>', 'a paragraph for those who read the signal')
    .addHelpText('after', help)
    .action(async (text: string, flags: AddFlags, command: Command) => {
      const wanted = wantedOf(text, flags);
      await withContext(command, async ({ db, clock, home }, output) => {
        const recipe = await addVersion(wanted, 'cli', { db, clock, modelsDir: home.models });
        const added = addedVersionOf(recipe);
        const { ref, model, origin, dims, pooling, space, words } = added;
        output.object(added);
        output.line(
          `${ref} is defined: ${dims} numbers by ${model} (${origin}), pooling ${pooling}.`,
        );
        if (space !== null) output.line(`It is compared with ${space}.`);
        if (words !== null) output.line(`Words are compared with its pictures by ${words}.`);
        output.line(`\`understory signals backfill ${ref}\` computes it.`);
      });
    });
}

/** @throws those of `parseNewVersion`; input `option` where a text is too long or empty. */
function wantedOf(text: string, flags: AddFlags): WantedVersion {
  const { signal, version } = parseNewVersion(text);
  const parsed = addVersionRequestSchema
    .omit({ version: true })
    .safeParse({ model: flags.model, owner: flags.owner, meaning: flags.meaning });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw inputError('option', `--${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { model, owner, meaning } = parsed.data;
  return {
    signal,
    version,
    model,
    ...(flags.pooling !== undefined && { pooling: flags.pooling }),
    ...(owner !== undefined && { owner }),
    ...(meaning !== undefined && { meaning }),
  };
}
