import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildClient } from '../../bin/build-client.js';
import { findChromium } from '../../src/app/doctor/find-chromium.ts';
import { appendChanges } from '../../src/changes/append.ts';
import type * as Exports from '../../src/client/client.ts';
import { serve, type Served } from '../fixtures/served.ts';
import { addItems, ocrValueOf, record, vectorOf, write } from '../fixtures/signal-catalogue.ts';

declare const understory: Promise<typeof Exports>;

/** A dynamic import in the test itself would be rewritten for the test runner. */
const loader = "globalThis.understory = import('/test/client.js');";

const executablePath = await findChromium();

describe.skipIf(executablePath === undefined)('the client in a browser', () => {
  let served: Served;
  let browser: Browser;
  beforeAll(async () => {
    served = await serve();
    const { db, signals } = served.context;
    await addItems(db, ['a', 'b']);
    await write(signals, 'ocr@1', [record('a', ocrValueOf('été')), record('b', ocrValueOf('b'))]);
    await write(signals, 'image_embedding@1', [
      record('a', { vector: vectorOf('image_embedding@1', 1) }),
    ]);
    browser = await chromium.launch({
      ...(executablePath !== undefined && { executablePath }),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await served.close();
  });

  test('reads signals and vectors and follows changes in a page of the server', async () => {
    const bundle = await readFile(
      await buildClient(fileURLToPath(new URL('../../', import.meta.url))),
      'utf8',
    );
    const page = await browser.newPage();
    const files = { 'client.js': bundle, 'load.js': loader };
    for (const [name, body] of Object.entries(files)) {
      await page.route(`**/test/${name}`, (route) =>
        route.fulfill({ contentType: 'text/javascript', body }),
      );
    }
    await page.goto(`${served.address}/?token=${served.token}`);
    await page.addScriptTag({ type: 'module', url: '/test/load.js' });
    const following = page.evaluate(async () => {
      const { createClient } = await understory;
      const client = createClient({ url: '' });
      const reader = client.signals(['ocr']);
      const [a, b, missing] = await Promise.all([reader.of('a'), reader.of('b'), reader.of('c')]);
      const vectors = await client.vectors('image_embedding@1', ['a', 'b']);
      const problem = await client
        .signals(['ocr@7'])
        .of('a')
        .catch((error: unknown) => String(error));
      const items: string[] = [];
      for await (const event of client.changes({ types: ['understory.item.changed.v1'] })) {
        items.push(...event.data.items);
        if (items.length >= 2) break;
      }
      return {
        texts: [a, b].map((each) => (each?.ocr.status === 'ok' ? each.ocr.value.text : '')),
        missing: missing === undefined,
        vectors: [...vectors.byItem].map(([id, vector]) => [id, Array.from(vector)] as const),
        problem,
        items,
      };
    });
    for (const item of ['first', 'second']) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      await served.context.db
        .transaction()
        .execute((transaction) =>
          appendChanges(transaction, [
            { type: 'understory.item.changed.v1', data: { items: [item] } },
          ]),
        );
    }
    expect(await following).toEqual({
      texts: ['été', 'b'],
      missing: true,
      vectors: [['a', vectorOf('image_embedding@1', 1)]],
      problem: 'ClientError: There is no ocr@7. There are: ocr@1.',
      items: ['first', 'second'],
    });
    await page.close();
  });
});
