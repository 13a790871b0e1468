import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMessages, type Message } from '../../src/client/server-sent-events.ts';

async function messagesOf(parts: readonly Uint8Array[]): Promise<Message[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
  const messages: Message[] = [];
  for await (const message of readMessages(new Response(body), () => undefined)) {
    messages.push(message);
  }
  return messages;
}

const encoder = new TextEncoder();

test('readMessages() reads ids, data of several lines and ids without data, and passes over the rest', async () => {
  const text =
    'retry: 2000\n\n: still here\n\nid: 1\ndata: {"a":\ndata:  1}\n\nid: 2\n\nevent: x\ndata\n\ndata: half';
  expect(await messagesOf([encoder.encode(text)])).toEqual([
    { id: '1', data: '{"a":\n 1}' },
    { id: '2', data: undefined },
    { id: undefined, data: '' },
  ]);
});

test('readMessages() reads the same whatever the ends of lines and wherever the bytes are cut', async () => {
  const ends = fc.constantFrom('\n', '\r\n', '\r');
  const data = fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { maxLength: 5 });
  const cuts = fc.array(fc.nat(200), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(data, ends, cuts, async (texts, end, at) => {
      const clean = texts.map((text) => text.replace(/[\r\n]/g, ''));
      const text = clean.map((each, id) => `id: ${id}${end}data: ${each}${end}${end}`).join('');
      const bytes = encoder.encode(text);
      const places = [0, ...at.toSorted((a, b) => a - b), bytes.length];
      const parts = places.map((place, index) => bytes.subarray(place, places[index + 1]));
      const expected = clean.map((each, id) => ({ id: String(id), data: each }));
      expect(await messagesOf(parts.slice(0, -1))).toEqual(
        // A stream that ends with a carriage return may have been about to go on with a line feed.
        end === '\r' ? expected.slice(0, Math.max(0, expected.length - 1)) : expected,
      );
    }),
    { seed: 11 },
  );
});

test('readMessages() refuses a line without an end', async () => {
  const part = encoder.encode('x'.repeat(1 << 19));
  await expect(messagesOf([part, part, part])).rejects.toMatchObject({ code: 'endless-line' });
});
