export const maxLineLength = 1 << 25;

/** A line without its end, or `undefined` for its text where it was longer than 2^25 characters. */
export interface TextLine {
  /** 1-based. */
  readonly line: number;
  readonly text: string | undefined;
}

/** Parts a stream of text into lines (LF or CRLF), holding one line at a time. */
export async function* textLines(text: AsyncIterable<string>): AsyncGenerator<TextLine> {
  let parts: string[] = [];
  let length = 0;
  let line = 1;
  const take = (last: string): TextLine => {
    const whole = length + last.length > maxLineLength ? undefined : [...parts, last].join('');
    parts = [];
    length = 0;
    return { line: line++, text: whole?.replace(/\r$/, '') };
  };
  for await (const chunk of text) {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      yield take(chunk.slice(start, end));
      start = end + 1;
    }
    const rest = chunk.slice(start);
    length += rest.length;
    if (length <= maxLineLength) parts.push(rest);
    else parts = [];
  }
  if (length > 0) yield take('');
}
