import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRecords } from '../../../src/ingest/csv/records.ts';
import type { CsvRecord } from '../../../src/ingest/csv/records.ts';

async function parse(
  text: string,
  chunk = text.length || 1,
  delimiter = ',',
): Promise<CsvRecord[]> {
  async function* chunks() {
    for (let at = 0; at < text.length; at += chunk) yield text.slice(at, at + chunk);
  }
  const records: CsvRecord[] = [];
  for await (const record of csvRecords(chunks(), delimiter)) records.push(record);
  return records;
}

const cellsOf = (records: readonly CsvRecord[]) =>
  records.map((record) => (record.kind === 'record' ? record.cells : record.code));

test('csvRecords() reads quoted delimiters, line ends and doubled quotes when lines end with CRLF', async () => {
  const records = await parse('a,b\r\n"x, ""y""","two\r\nlines"\r\n\r\nlast,');
  expect(cellsOf(records)).toEqual([
    ['a', 'b'],
    ['x, "y"', 'two\r\nlines'],
    ['last', ''],
  ]);
  expect(records.map((record) => record.line)).toEqual([1, 2, 5]);
});

test('csvRecords() gives the same records however the text is cut', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é'),
    maxLength: 6,
  });
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, chunk) => {
      const quoted = rows.map((row) =>
        row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','),
      );
      expect(cellsOf(await parse(quoted.join('\r\n'), chunk))).toEqual(rows);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('csvRecords() never fails and goes on in order when the text is anything', async () => {
  const unit = fc.constantFrom('a', '"', ',', '\n', '\r', ' ');
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit, maxLength: 40 }),
      fc.integer({ min: 1, max: 5 }),
      async (text, chunk) => {
        const records = await parse(text, chunk);
        expect(cellsOf(records)).toEqual(cellsOf(await parse(text)));
        const lines = records.map((record) => record.line);
        expect(lines).toEqual(lines.toSorted((a, b) => a - b));
      },
    ),
    { seed: 2, numRuns: 2000 },
  );
});

test('csvRecords() loses one line when a quote is never closed', async () => {
  const records = await parse('a,b\n"open,1\nnext,2\nlast,3\n', 7);
  expect(cellsOf(records)).toEqual([['a', 'b'], 'bad-quoting', ['next', '2'], ['last', '3']]);
});

test('csvRecords() loses one line when text follows a closing quote', async () => {
  const records = await parse('"he said "hi" there",5\nnext,2\n');
  expect(cellsOf(records)).toEqual(['bad-quoting', ['next', '2']]);
});

test('csvRecords() keeps a cell of 10 MB and its neighbours, in linear time', async () => {
  const big = 'x\n'.repeat(5 << 20);
  const started = Date.now();
  const records = await parse(`a,1\n"${big}",2\nb,3\n`, 1 << 16);
  expect(records.map((record) => record.line)).toEqual([1, 2, 3 + (5 << 20)]);
  expect(records[1]).toMatchObject({ cells: [big, '2'] });
  expect(Date.now() - started).toBeLessThan(5000);
});

test('csvRecords() drops a record of more than 32 M characters and reads the next', async () => {
  const records = await parse(`a,1\n${'y'.repeat(33 << 20)},2\nb,3\n`, 1 << 20);
  expect(cellsOf(records)).toEqual([['a', '1'], 'record-too-large', ['b', '3']]);
});
