import { ClientError } from './client-error.ts';

/** One message; a comment is one of nothing. */
export interface Message {
  readonly id: string | undefined;
  readonly data: string | undefined;
}

/** Events of the server are below 64 KB; a line that never ends is none of its. */
const longestMessage = 1 << 20;

/**
 * The messages of an event stream (HTML Living Standard, 9.2.6). Half a message at the end is
 * dropped: it is sent again after the last whole one.
 *
 * @param onBytes Called whenever something came, be it a comment.
 */
export async function* readMessages(
  response: Response,
  onBytes: () => void,
): AsyncGenerator<Message> {
  let id: string | undefined;
  let data: string[] = [];
  for await (const line of linesOf(response, onBytes)) {
    if (line === '') {
      if (id !== undefined || data.length > 0) {
        yield { id, data: data.length > 0 ? data.join('\n') : undefined };
      }
      id = undefined;
      data = [];
      continue;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'id') id = value;
    if (field === 'data') data.push(value);
  }
}

async function* linesOf({ body }: Response, onBytes: () => void): AsyncGenerator<string> {
  const reader = body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onBytes();
    rest += decoder.decode(value, { stream: true });
    // A carriage return at the end may be the first half of a line's end.
    const whole = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
    const lines = whole.split(/\r\n|\n|\r/);
    rest = `${lines.pop() ?? ''}${rest.slice(whole.length)}`;
    if (rest.length > longestMessage) {
      throw new ClientError('protocol', 'endless-line', 'The server sent a line without an end.');
    }
    yield* lines;
  }
}
