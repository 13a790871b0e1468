import { Option, type Command } from 'commander';
import { inputError } from '../../../base/errors.ts';
import type { RunDetail } from '../../../contracts/api.ts';
import { sourceFormats, type Source, type SourceOptions } from '../../../ingest/listed.ts';
import { openSource } from '../../../ingest/sources.ts';
import type { AppContext } from '../../context.ts';
import { openWorkshop } from '../../workshop.ts';
import { followRun, reportRun } from '../follow-run.ts';
import type { Output } from '../output.ts';
import { createProgressView } from '../progress.ts';
import { interruptSignal, withContext } from '../session.ts';
import { threadsOption } from '../threads-option.ts';

interface ReadFlags {
  readonly idColumn?: string;
  readonly titleColumn?: string;
  readonly descriptionColumn?: string;
  readonly tagsColumn?: string;
  readonly imageColumn?: string[];
  readonly videoColumn?: string[];
  readonly all?: boolean;
  readonly format?: (typeof sourceFormats)[number];
  readonly prune?: boolean;
  readonly threads?: number;
}

export function registerRead(program: Command): void {
  program
    .command('read')
    .argument(
      '<source...>',
      'a folder; a CSV, TSV, JSONL or Parquet file; a text file of URLs; - for JSONL on standard input; openmoji; tuxpaint',
    )
    .description('read sources into the catalogue and compute the signals of what is new')
    .option(
      '--id-column <name>',
      'column of the id (default: found by name, else the row’s number)',
    )
    .option('--title-column <name>', 'column of the title')
    .option('--description-column <name>', 'column of the description')
    .option('--tags-column <name>', 'column of the tags')
    .option('--image-column <name...>', 'columns of pictures: paths or URLs, several in a cell')
    .option('--video-column <name...>', 'columns of videos')
    .option('--all', 'the whole of a sample catalogue, not its fair sample')
    .addOption(
      new Option(
        '--format <format>',
        'what the file holds, where its name and content do not tell',
      ).choices([...sourceFormats]),
    )
    .option('--prune', 'remove items that the source does not list any more')
    .addOption(threadsOption())
    .addHelpText(
      'after',
      `
Examples:
  $ understory read ./photos              every picture, video and text below a folder
  $ understory read products.csv          columns found by name and content
  $ understory read feed.jsonl --id-column sku --image-column hero gallery
  $ zcat feed.jsonl.gz | understory read -`,
    )
    .action(async (specs: string[], flags: ReadFlags, command: Command) => {
      await withContext(command, (context, output) => read(specs, flags, context, output));
    });
}

async function read(
  specs: readonly string[],
  flags: ReadFlags,
  context: AppContext,
  output: Output,
): Promise<void> {
  const sources = [];
  for (const spec of specs) sources.push(await openSource(spec, sourceOptionsOf(flags)));
  const signal = interruptSignal(output);
  const workshop = await openWorkshop(context, flags.threads);
  try {
    const runs: RunDetail[] = [];
    for (const source of sources) {
      if (signal.aborted) break;
      if (source.columns !== undefined) output.note(`${source.title}: ${source.columns}`);
      const started = await workshop.read(source, { prune: flags.prune ?? false });
      const [run] = await Promise.all([
        followRun(context.db, started.run, createProgressView(), signal),
        signal.aborted ? undefined : listingOf(started.listed, source),
      ]);
      reportRun(run, output);
      runs.push(run);
    }
    output.object({ runs });
    if (signal.aborted) {
      output.note('Interrupted: what was begun is kept; read the source again to go on.');
      process.exitCode = 130;
    } else if (runs.some(({ failed, failures }) => failed > 0 || failures.length > 0)) {
      process.exitCode = 1;
    }
  } finally {
    await workshop.close();
  }
}

async function listingOf(listed: Promise<void>, { title }: Source): Promise<void> {
  try {
    await listed;
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'UnderstoryError') throw cause;
    throw inputError('unreadable-source', `Cannot list ${title}: ${String(cause)}`, { cause });
  }
}

function sourceOptionsOf(flags: ReadFlags): SourceOptions {
  const { idColumn, titleColumn, descriptionColumn, tagsColumn, all, format } = flags;
  const { imageColumn: imageColumns, videoColumn: videoColumns } = flags;
  return {
    ...(idColumn !== undefined && { idColumn }),
    ...(titleColumn !== undefined && { titleColumn }),
    ...(descriptionColumn !== undefined && { descriptionColumn }),
    ...(tagsColumn !== undefined && { tagsColumn }),
    ...(imageColumns !== undefined && { imageColumns }),
    ...(videoColumns !== undefined && { videoColumns }),
    ...(all !== undefined && { all }),
    ...(format !== undefined && { format }),
  };
}
