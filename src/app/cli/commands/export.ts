import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { inputError } from '../../../base/errors.ts';
import { recordReads } from '../../../consumers/ledger/record.ts';
import { cliPrincipal } from '../../../consumers/principal.ts';
import { signalNames } from '../../../contracts/values.ts';
import { readVersions } from '../../../extraction/versions/versions.ts';
import { columnsOf } from '../../../retrieval/export/columns.ts';
import { exportLines } from '../../../retrieval/export/lines.ts';
import { writeParquet } from '../../../retrieval/export/parquet.ts';
import { recordedRows } from '../../../retrieval/export/recorded.ts';
import {
  exportRows,
  exportedVersion,
  type ExportedVersion,
} from '../../../retrieval/export/rows.ts';
import { planLookup } from '../../../retrieval/lookup/plan.ts';
import type { AppContext } from '../../context.ts';
import type { Output } from '../output.ts';
import { withContext } from '../session.ts';

interface ExportFlags {
  readonly signals: string;
  readonly format: 'jsonl' | 'csv' | 'parquet';
  readonly asOf?: string;
  readonly out?: string;
}

export function registerExport(program: Command): void {
  program
    .command('export')
    .description('write signals of all items, one object or row an item')
    .requiredOption(
      '--signals <names>',
      'names with commas between, or all; name@version for another than the live one',
    )
    .addOption(
      new Option('--format <format>').choices(['jsonl', 'csv', 'parquet']).default('jsonl'),
    )
    .option('--as-of <time>', 'what readers saw then, such as 2026-11-23T12:00Z (default: now)')
    .option('--out <file>', 'the file to write (default: standard output)')
    .action(async (flags: ExportFlags, command: Command) => {
      await withContext(command, async (context, output) => {
        const { refs, asOf } = await planLookup(labelsIn(flags.signals), flags.asOf, context);
        const { registry } = await readVersions(context.db);
        const exported = [...refs].map(([label, ref]) => exportedVersion(label, ref, registry));
        await exportSignals(exported, asOf, flags, context, output);
      });
    });
}

function labelsIn(text: string): string[] {
  return text === 'all' ? [...signalNames] : text.split(',').map((part) => part.trim());
}

async function exportSignals(
  exported: readonly ExportedVersion[],
  asOf: number | undefined,
  { format, out }: ExportFlags,
  context: AppContext,
  output: Output,
): Promise<void> {
  let items = 0;
  const rows = recordedRows(exported, exportRows(exported, asOf, context), async (reads) => {
    items += reads[0]?.items ?? 0;
    await recordReads(context.db, cliPrincipal.consumer, reads, context.clock());
  });
  if (out === undefined) {
    if (format === 'parquet') {
      throw inputError(
        'no-file',
        'A Parquet file cannot be written to standard output: add --out FILE.',
      );
    }
    for await (const line of exportLines(exported, format, rows)) await output.raw(line);
    return;
  }
  // Another file until it is whole: a reader never sees half an export.
  const half = `${out}.${process.pid}.part`;
  try {
    if (format === 'parquet') await writeParquet(half, columnsOf(exported), rows);
    else
      await pipeline(Readable.from(exportLines(exported, format, rows)), createWriteStream(half));
    await rename(half, out);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
  output.object({ items, out });
  output.line(`${items} items written to ${out}`);
}
