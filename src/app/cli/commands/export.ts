import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { inputError } from '../../../base/errors.ts';
import { recordReads } from '../../../consumers/ledger/record.ts';
import { cliPrincipal } from '../../../consumers/principal.ts';
import { versionOf } from '../../../contracts/signal-ref.ts';
import { signalNames } from '../../../contracts/values.ts';
import { readVersions } from '../../../extraction/versions/versions.ts';
import { columnsOf } from '../../../retrieval/export/columns.ts';
import { csvLines } from '../../../retrieval/export/csv.ts';
import { writeParquet } from '../../../retrieval/export/parquet.ts';
import {
  exportRows,
  exportedVersion,
  type ExportedVersion,
  type ExportRow,
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
  const reads = exported.map(({ ref }) => versionOf(ref));
  const rows = counted(exportRows(exported, asOf, context), async (count) => {
    items += count;
    const read = reads.map(({ name, version }) => ({ signal: name, version, items: count }));
    // Before a batch is handed over: what was written is in the ledger, also of half an export.
    await recordReads(context.db, cliPrincipal.consumer, read, context.clock());
  });
  if (out === undefined) {
    if (format === 'parquet') {
      throw inputError(
        'no-file',
        'A Parquet file cannot be written to standard output: add --out FILE.',
      );
    }
    for await (const line of linesOf(exported, format, rows)) await output.raw(line);
    return;
  }
  // Another file until it is whole: a reader never sees half an export.
  const half = `${out}.${process.pid}.part`;
  try {
    if (format === 'parquet') await writeParquet(half, columnsOf(exported), rows);
    else await pipeline(Readable.from(linesOf(exported, format, rows)), createWriteStream(half));
    await rename(half, out);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
  output.object({ items, out });
  output.line(`${items} items written to ${out}`);
}

function linesOf(
  exported: readonly ExportedVersion[],
  format: 'jsonl' | 'csv',
  rows: AsyncIterable<readonly ExportRow[]>,
): AsyncIterable<string> {
  return format === 'csv' ? csvLines(columnsOf(exported), rows) : jsonLines(rows);
}

async function* jsonLines(rows: AsyncIterable<readonly ExportRow[]>): AsyncIterable<string> {
  for await (const batch of rows) {
    for (const { id, values } of batch) {
      yield `${JSON.stringify({ id, ...Object.fromEntries(values) })}\n`;
    }
  }
}

async function* counted<T>(
  batches: AsyncIterable<readonly T[]>,
  count: (more: number) => Promise<void>,
): AsyncIterable<readonly T[]> {
  for await (const batch of batches) {
    await count(batch.length);
    yield batch;
  }
}
