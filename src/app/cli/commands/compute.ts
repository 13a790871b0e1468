import { readFile } from 'node:fs/promises';
import { stdin } from 'node:process';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { inputError, reasonOf } from '../../../base/errors.ts';
import { cliPrincipal } from '../../../consumers/principal.ts';
import { recordReads } from '../../../consumers/ledger/record.ts';
import {
  mostDeadlineMs,
  mostPictureBytes,
  type ComputeAnswer,
  type ContentText,
} from '../../../contracts/online.ts';
import { heldPicture, type OnlineContent } from '../../../extraction/online/content.ts';
import { openOnline } from '../../../extraction/online/open-online.ts';
import { readOnlineSettings } from '../../../extraction/online/settings.ts';
import { readVersions } from '../../../extraction/versions/versions.ts';
import { createFetcher } from '../../../ingest/fetch/fetcher.ts';
import { askedSignals } from '../../online/asked-signals.ts';
import { badPictureError } from '../../../extraction/online/bad-picture.ts';
import { contentText, isEmptyContent } from '../../online/content-text.ts';
import { presentAnswer, readsOfComputed } from '../../online/present-answer.ts';
import type { AppContext } from '../../context.ts';
import { parseNames } from '../names-option.ts';
import type { Output } from '../output.ts';
import { withContext } from '../session.ts';

interface ComputeFlags extends Pick<ContentText, 'title' | 'tags'> {
  readonly signals: string[];
  readonly text?: string;
}

/** Values longer than this are shortened for people; `--json` has them whole. */
const longestLine = 160;

export function registerCompute(program: Command): void {
  program
    .command('compute')
    .description('the signals of a picture or text that is not in the catalogue')
    .argument('[picture]', 'a file, an address, or - for standard input')
    .requiredOption('--signals <names>', 'as in ocr,image_embedding@2', parseNames)
    .option('--title <words>', 'a title')
    .option('--text <words>', 'a description')
    .option('--tags <words>', 'tags, with commas between')
    .action(async (place: string | undefined, flags: ComputeFlags, command: Command) => {
      await withContext(command, async (context, output) => {
        const answer = await compute(place, flags, context);
        output.object(answer);
        print(answer, output);
      });
    });
}

async function compute(
  place: string | undefined,
  { signals, title, text, tags }: ComputeFlags,
  context: AppContext,
): Promise<ComputeAnswer> {
  const begun = performance.now();
  const versions = await readVersions(context.db);
  const asked = askedSignals(signals, versions);
  const content: OnlineContent = {
    pictures: place === undefined ? [] : [heldPicture(await readPicture(place), place)],
    ...contentText({
      ...(title !== undefined && { title }),
      ...(text !== undefined && { description: text }),
      ...(tags !== undefined && { tags }),
    }),
  };
  if (isEmptyContent(content)) {
    throw inputError(
      'no-content',
      'Expected a picture or text, as in: understory compute photo.jpg --signals objects,palette',
    );
  }
  const online = openOnline(context, { ...readOnlineSettings(), threads: 1 });
  try {
    const result = await online.compute({
      content,
      asked: [...new Set(asked.values())],
      versions,
      deadline: performance.now() + mostDeadlineMs,
    });
    if (result.kind === 'refused') throw inputError(result.reason, result.message);
    if (result.kind === 'bad-picture') throw badPictureError(result);
    const reads = readsOfComputed(result);
    await recordReads(context.db, cliPrincipal.consumer, reads, context.clock());
    const tookMs = performance.now() - begun;
    return presentAnswer(asked, result, { content, registry: versions.registry, tookMs });
  } finally {
    await online.close();
  }
}

/** @throws input `unreadable`, and what fetching throws */
async function readPicture(place: string): Promise<Uint8Array> {
  if (place === '-') return await buffer(stdin);
  if (/^https?:\/\//i.test(place)) {
    const fetcher = createFetcher({ maxBytes: mostPictureBytes });
    try {
      return (await fetcher.fetch(place)).bytes;
    } finally {
      await fetcher.close();
    }
  }
  try {
    return await readFile(place);
  } catch (cause) {
    throw inputError('unreadable', `Cannot read ${place}: ${reasonOf(cause)}.`, { cause });
  }
}

function print({ signals }: ComputeAnswer, output: Output): void {
  for (const [name, signal] of Object.entries(signals)) {
    const made = `version ${signal.version}, ${signal.cpuMs.toFixed(0)} ms of CPU`;
    const kept =
      signal.cached === 'no' ? '' : `, kept ${signal.cached === 'disk' ? 'on disk' : 'in memory'}`;
    output.line(`${name} (${made}${kept})`);
    for (const said of [signal, ...(signal.parts ?? [])]) {
      const part = 'part' in said ? `${said.part}: ` : '';
      const what =
        said.status === 'ok'
          ? shortened(said.value)
          : `${said.status}: ${said.reason ?? 'nothing was said of the whole'}`;
      output.line(`  ${part}${what}`);
    }
  }
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > longestLine ? `${text.slice(0, longestLine)} …` : text;
}
