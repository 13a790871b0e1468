/**
 * How long the console's requests take on a large catalogue: browsing, facets, search, status.
 * Arguments: how many items (default 100,000), and a folder to keep the catalogue in.
 */
import { latencyOf } from './browse/latency.ts';
import { withServedCatalogue } from './browse/serve-catalogue.ts';

const count = Number(process.argv[2] ?? 100_000);
const kept = process.argv[3];
const rounds = 50;

await withServedCatalogue({ count, kept }, async ({ server, token }) => {
  await measure(await server.listen({ port: 0, host: '127.0.0.1' }), token);
});

async function measure(address: string, token: string): Promise<void> {
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${address}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const words = ['oak chair', 'red dress', 'coffee', 'vintage lamp', 'winter coat', 'beach'];
  const wordOf = (round: number) => words[round % words.length] ?? '';
  const idOf = (round: number) =>
    ask(`/v1/items?limit=1&offset=${round * 997}`).then((page) => {
      const [item] = (page as { items: { id: string }[] }).items;
      return item?.id ?? '';
    });
  const ids = await Promise.all(Array.from({ length: rounds }, (_, round) => idOf(round)));
  const deep = Math.floor(count * 0.9);

  const cases: readonly (readonly [string, (round: number) => Promise<unknown>])[] = [
    ['first page', () => ask('/v1/items?limit=120')],
    ...(['newest', 'id', 'title', 'quality-best', 'quality-worst', 'size'] as const).map(
      (sort) =>
        [
          `page at ${deep} by ${sort}`,
          (round: number) => ask(`/v1/items?limit=120&sort=${sort}&offset=${deep + round}`),
        ] as const,
    ),
    [
      'page of a facet',
      (round) => ask(`/v1/items?limit=120&facet=object:cup&offset=${round * 120}`),
    ],
    [
      'page of two facets and a quality, by title',
      () =>
        ask(
          '/v1/items?limit=120&facet=object:cup&facet=colour:grey&minQuality=0.5&sort=title&offset=240',
        ),
    ],
    ['page of a match', (round) => ask(`/v1/items?limit=120&match=${wordOf(round).slice(0, 4)}`)],
    ['facets of all', () => ask('/v1/facets')],
    [
      'facets of a facet and a changing quality',
      (round) => ask(`/v1/facets?facet=object:cup&minQuality=${(round / 100).toFixed(2)}`),
    ],
    [
      'facets of a changing quality',
      (round) => ask(`/v1/facets?minQuality=${(round / 100).toFixed(2)}`),
    ],
    ['search by text', (round) => ask('/v1/search', { text: wordOf(round) })],
    ['search by item', (round) => ask('/v1/search', { item: ids[round] ?? '' })],
    ['related', (round) => ask(`/v1/related/${encodeURIComponent(ids[round] ?? '')}`)],
    ['item', (round) => ask(`/v1/items/${encodeURIComponent(ids[round] ?? '')}`)],
    ['duplicates', (round) => ask(`/v1/duplicates?offset=${round * 20}`)],
    ['status', () => ask('/v1/status')],
    ['runs', () => ask('/v1/runs')],
  ];
  const width = Math.max(...cases.map(([name]) => name.length));
  process.stdout.write(`${'ms a request'.padEnd(width)}  first    p50    p99\n`);
  for (const [name, call] of cases) {
    const cold = await latencyOf(1, async () => void (await call(0)));
    const { p50, p99 } = await latencyOf(rounds, async (round) => void (await call(round)));
    const cells = [cold.p50, p50, p99].map((ms) => ms.toFixed(0).padStart(5));
    process.stdout.write(`${name.padEnd(width)}  ${cells.join('  ')}\n`);
  }
}
