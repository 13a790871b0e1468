import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { daysOf } from '../../../base/days-setting.ts';
import { inputError, reasonOf } from '../../../base/errors.ts';
import { cliPrincipal } from '../../../consumers/principal.ts';
import { eventKinds, mostEvents, type EventsAnswer } from '../../../contracts/events.ts';
import { eventDays } from '../../../engagement/forget-old-events.ts';
import { recordEvents } from '../../../engagement/record-events.ts';
import { decodeText } from '../../../ingest/text-decoding.ts';
import { textLines } from '../../../ingest/text-lines.ts';
import { withContext } from '../session.ts';

/** A line of a file. */
interface Line {
  /** From 1. */
  readonly number: number;
  /** Undefined where it is no JSON. */
  readonly event: unknown;
}

/** `understory events FILE`: what `POST /v1/events` takes, a line each. */
export function registerEvents(program: Command): void {
  program
    .command('events')
    .argument('<file>', 'a file of JSON lines; - for standard input')
    .description('take in what people did with items')
    .addHelpText('after', help)
    .action(async (file: string, _flags: object, command: Command) => {
      await withContext(command, async ({ db, clock }, output) => {
        const days = daysOf(eventDays);
        const whole: EventsAnswer = { taken: 0, known: 0, refused: [] };
        for await (const lines of batchesOf(linesOf(file))) {
          const options = { consumer: cliPrincipal.consumer, now: clock(), days };
          const events = lines.map(({ event }) => event);
          const { taken, known, refused } = await recordEvents(events, options, db);
          whole.taken += taken;
          whole.known += known;
          for (const each of refused) {
            const { number, event } = lines[each.index] ?? { number: 0, event: undefined };
            const message = event === undefined ? noEvent : each.message;
            output.note(`line ${number}: ${each.code}: ${message}`);
            whole.refused.push({ ...each, message, index: number - 1 });
          }
        }
        output.object(whole);
        const { taken, known, refused } = whole;
        output.line(`${taken} taken, ${known} known before, ${refused.length} refused`);
        if (refused.length > 0) process.exitCode = 1;
      });
    });
}

/**
 * The lines of a file that are not empty.
 *
 * @throws input `unreadable-file`
 */
async function* linesOf(file: string): AsyncGenerator<Line> {
  const bytes = file === '-' ? process.stdin : createReadStream(file);
  try {
    for await (const { line, text } of textLines(decodeText(bytes, () => undefined))) {
      if (text?.trim() !== '') yield { number: line, event: parse(text) };
    }
  } catch (cause) {
    throw inputError(
      'unreadable-file',
      `Expected a file of JSON lines, cannot read ${file}: ${reasonOf(cause)}.`,
      { cause },
    );
  }
}

async function* batchesOf(lines: AsyncIterable<Line>): AsyncGenerator<Line[]> {
  let batch: Line[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < mostEvents) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Characters of JSON: the texts of an event are far shorter, however they are escaped. */
const longestEvent = 1 << 16;

const noEvent = `Expected an event as JSON on one line of at most ${longestEvent} characters; see understory events --help.`;

/** What is no JSON, or longer than any event, is none: it is refused as such, with its line. */
function parse(line: string | undefined): unknown {
  if (line === undefined || line.length > longestEvent) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const kinds = Object.entries(eventKinds)
  .map(([kind, { weight }]) => `${kind} (${weight})`)
  .join(', ');

const help = `
A line is an event: {"id": "e1", "user": "ada", "item": "hats/4.jpg", "kind": "save",
"at": "2026-11-23T18:00:00Z", "surface": "home", "request": "…"}; the last three may be left out.
Kinds, with what each says of a person's interest: ${kinds}.
Lines that are refused are named on standard error, and the exit code is 1; the others are taken.
The same file may be sent again: an event is taken once, by its id.`;
