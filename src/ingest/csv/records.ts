/** One record of a delimited text with the line (1-based) it starts on, or why it is none. */
export type CsvRecord =
  | { readonly kind: 'record'; readonly line: number; readonly cells: readonly string[] }
  | {
      readonly kind: 'bad';
      readonly line: number;
      readonly code: string;
      readonly message: string;
    };

export const maxRecordLength = 1 << 25;

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

type Attempt =
  | { readonly kind: 'record'; readonly cells: string[]; readonly end: number }
  | { readonly kind: 'more' }
  | { readonly kind: 'bad'; readonly message: string };

/**
 * Splits delimited text into records after RFC 4180: quoted cells may hold delimiters, line ends
 * and doubled quotes; lines end with LF, CRLF or CR; empty lines are left out. A record that
 * breaks the rules (a quote never closed, text after a closing quote, more than 2^25 characters)
 * costs only its first line: the next line starts a new record, so one stray quote cannot swallow
 * its neighbours. Holds one record at a time.
 */
export async function* csvRecords(
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<CsvRecord> {
  let buffer = '';
  let start = 0;
  let line = 1;
  let wanted = 0;
  let skippingLine = false;
  const step = (ended: boolean): CsvRecord | 'more' | 'again' => {
    if (skippingLine) {
      const end = lineEnd(buffer, start, ended);
      if (end === undefined) {
        start = buffer.endsWith('\r') ? Math.max(start, buffer.length - 1) : buffer.length;
        return 'more';
      }
      start = end;
      line++;
      skippingLine = false;
    }
    if (start >= buffer.length) return 'more';
    const attempt = readRecord(buffer, start, delimiter.charCodeAt(0), ended);
    const tooLong = attempt.kind === 'more' && buffer.length - start > maxRecordLength;
    if (attempt.kind === 'more' && !tooLong) return 'more';
    const at = line;
    if (attempt.kind === 'record') {
      line += linesIn(buffer, start, attempt.end);
      start = attempt.end;
      if (attempt.cells.length === 1 && attempt.cells[0] === '') return 'again';
      return { kind: 'record', line: at, cells: attempt.cells };
    }
    skippingLine = true;
    return tooLong || attempt.kind === 'more'
      ? bad(at, 'record-too-large', `Expected a record of at most ${maxRecordLength} characters.`)
      : bad(at, 'bad-quoting', attempt.message);
  };
  for await (const chunk of text) {
    buffer += chunk;
    // A record that needs more is read again only when twice as much is there: linear in all.
    if (buffer.length - start < wanted && buffer.length - start <= maxRecordLength) continue;
    wanted = 0;
    for (let record = step(false); record !== 'more'; record = step(false)) {
      if (record !== 'again') yield record;
    }
    buffer = buffer.slice(start);
    start = 0;
    wanted = buffer.length * 2;
  }
  for (let record = step(true); record !== 'more'; record = step(true)) {
    if (record !== 'again') yield record;
  }
}

function bad(line: number, code: string, message: string): CsvRecord {
  return { kind: 'bad', line, code, message: `${message} The line was left out.` };
}

function readRecord(text: string, start: number, delimiter: number, ended: boolean): Attempt {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    if (text.charCodeAt(at) === quote) {
      const close = closingQuote(text, at + 1);
      if (close === undefined || (!ended && close + 1 >= text.length)) {
        if (!ended) return { kind: 'more' };
        return { kind: 'bad', message: 'Expected a closing quote, got the end of the text.' };
      }
      cells.push(text.slice(at + 1, close).replaceAll('""', '"'));
      at = close + 1;
    } else {
      const from = at;
      while (at < text.length && !isEnd(text.charCodeAt(at), delimiter)) at++;
      if (at >= text.length && !ended) return { kind: 'more' };
      cells.push(text.slice(from, at));
    }
    if (at >= text.length) return { kind: 'record', cells, end: at };
    const next = text.charCodeAt(at);
    if (next === delimiter) {
      at++;
      continue;
    }
    if (!isEnd(next, delimiter)) {
      return {
        kind: 'bad',
        message: `Expected a delimiter or the end of the line after a quoted cell, got "${text.charAt(at)}".`,
      };
    }
    const end = lineEnd(text, at, ended);
    return end === undefined ? { kind: 'more' } : { kind: 'record', cells, end };
  }
}

function isEnd(code: number, delimiter: number): boolean {
  return code === delimiter || code === lineFeed || code === carriageReturn;
}

function closingQuote(text: string, from: number): number | undefined {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charCodeAt(at + 1) === quote) at = text.indexOf('"', at + 2);
  return at < 0 ? undefined : at;
}

/** Just past the first line end at or after `from`; undefined where more text could change it. */
function lineEnd(text: string, from: number, ended: boolean): number | undefined {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed) return at + 1;
    if (code !== carriageReturn) continue;
    if (at + 1 >= text.length) return ended ? at + 1 : undefined;
    return text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
  }
  return ended ? text.length : undefined;
}

function linesIn(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed) lines++;
    else if (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed) lines++;
  }
  return lines;
}
