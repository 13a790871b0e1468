import { messageOf } from '../../base/errors.ts';
import type { SignalName } from '../../contracts/values.ts';
import type { SignalTable } from './signal-table.ts';

/**
 * A table that is opened once more where another process dropped it and made it anew: Lance's own
 * handle fails on files that are gone. What was asked is then asked again, once; a scan only if
 * it had given nothing yet.
 *
 * @param reopen Gives the table that is there now, or throws what says that there is none.
 */
export function reopeningTable<Name extends SignalName>(
  table: SignalTable<Name>,
  reopen: (cause: unknown) => Promise<SignalTable<Name>>,
): SignalTable<Name> {
  let current = table;
  const openAgain = async (error: unknown): Promise<void> => {
    if (!isNotFound(error)) throw error;
    current = await reopen(error);
  };
  const ask = async <Answer>(
    question: (asked: SignalTable<Name>) => Promise<Answer>,
    again = question,
  ): Promise<Answer> => {
    try {
      return await question(current);
    } catch (error) {
      await openAgain(error);
      return await again(current);
    }
  };
  const walk = async function* <Batch>(
    question: (asked: SignalTable<Name>) => AsyncIterable<Batch>,
  ): AsyncGenerator<Batch> {
    let isBegun = false;
    try {
      for await (const batch of question(current)) {
        isBegun = true;
        yield batch;
      }
      return;
    } catch (error) {
      await openAgain(error);
      if (isBegun) throw error;
    }
    yield* question(current);
  };
  return {
    name: table.name,
    version: table.version,
    ref: table.ref,
    replace: (items, records) => ask((asked) => asked.replace(items, records)),
    append: (records) =>
      ask(
        (asked) => asked.append(records),
        // Some of it may have been written.
        (asked) => asked.replace([...new Set(records.map(({ item }) => item))], records),
      ),
    remove: (items) => ask((asked) => asked.remove(items)),
    retract: (items, at, options) => ask((asked) => asked.retract(items, at, options)),
    recordsOf: (items) => ask((asked) => asked.recordsOf(items)),
    recordsAsOf: (items, at) => ask((asked) => asked.recordsAsOf(items, at)),
    headsOf: (items) => ask((asked) => asked.headsOf(items)),
    scan: (filter) => walk((asked) => asked.scan(filter)),
    scanAsOf: (at) => walk((asked) => asked.scanAsOf(at)),
    columns: (columns, filter) => walk((asked) => asked.columns(columns, filter)),
    nearest: (vector, options) => ask((asked) => asked.nearest(vector, options)),
    latestVersions: () => ask((asked) => asked.latestVersions()),
    openState: (bucket) => ask((asked) => asked.openState(bucket)),
    countByStatus: (rows) => ask((asked) => asked.countByStatus(rows)),
    compact: () => ask((asked) => asked.compact()),
    erase: (items, options) => ask((asked) => asked.erase(items, options)),
    findTraces: (item) => ask((asked) => asked.findTraces(item)),
    forgetHistoryBefore: (at) => ask((asked) => asked.forgetHistoryBefore(at)),
  };
}

/** Lance gives its errors no code: they are told by what they say. */
function isNotFound(error: unknown): boolean {
  return /\bnot found\b/iu.test(messageOf(error));
}
