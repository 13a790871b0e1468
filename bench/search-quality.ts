/**
 * How often a search by words finds what was meant, on the OpenMoji sample. Argument: the home of an
 * installation that has read it (`understory read openmoji --home DIR`).
 *
 * Three kinds of queries: the whole title of an item; one word of a title alone, where any item
 * whose title has the word is right; and one of the tags of an item that is in no title. Then
 * twenty natural queries judged by a pattern of titles.
 */
import { openContext } from '../src/app/context.ts';
import { seededRandom } from '../src/base/random.ts';
import { openOnline } from '../src/extraction/online/open-online.ts';
import { search } from '../src/surfaces/search/search.ts';
import { naturalQueries } from './search-quality/queries.ts';

const shown = 10;
const asked = 150;

const context = await openContext(process.argv[2]);
const online = openOnline(context);
try {
  const rows = await context.db.selectFrom('items').select(['id', 'text']).execute();
  if (rows.length === 0) {
    throw new Error(
      'Nothing was read: name a home that has read OpenMoji, as `npm start` makes it.',
    );
  }
  const items = rows.map(({ id, text }) => ({
    id,
    title: text.title ?? '',
    words: wordsOf(text.title ?? ''),
    tags: text.tags,
  }));
  const titleOf = new Map(items.map(({ id, title }) => [id, title]));
  const find = async (text: string) => {
    const options = { limit: shown, unsafe: true, copies: true };
    const searcher = { stores: context, online, deadline: performance.now() + 60_000 };
    const { results } = await search([{ kind: 'text', text, weight: 1 }], options, searcher);
    return results;
  };

  const titles = sampled(items.map(({ title }) => title));
  report('title', await measure(titles, (title) => (id) => titleOf.get(id) === title));

  const words = sampled([...new Set(items.flatMap((item) => item.words))]);
  const withWord = (word: string) =>
    new Set(items.filter((item) => item.words.includes(word)).map(({ id }) => id));
  report(
    'word of a title',
    await measure(words, (word) => {
      const right = withWord(word);
      return (id) => right.has(id);
    }),
  );

  const titleWords = new Set(items.flatMap((item) => item.words));
  const tags = [...new Set(items.flatMap((item) => item.tags))].filter(
    (tag) => !wordsOf(tag).some((word) => titleWords.has(word)),
  );
  report(
    'tag in no title',
    await measure(sampled(tags), (tag) => {
      const right = new Set(items.filter((item) => item.tags.includes(tag)).map(({ id }) => id));
      return (id) => right.has(id);
    }),
  );

  let precision = 0;
  for (const { text, answers } of naturalQueries) {
    const results = await find(text);
    const right = results.filter(({ title }) => answers.test(title)).length;
    const possible = items.filter(({ title }) => answers.test(title)).length;
    precision += right / Math.min(shown, Math.max(1, possible));
    const list = results.map(({ title }) => (answers.test(title) ? title : `(${title})`));
    process.stdout.write(`${text}: ${right} of ${Math.min(shown, possible)}: ${list.join(', ')}\n`);
  }
  process.stdout.write(
    `natural queries: ${((100 * precision) / naturalQueries.length).toFixed(1)} % of what could be right in the first ${shown}\n`,
  );

  async function measure(
    queries: readonly string[],
    judge: (query: string) => (id: string) => boolean,
  ) {
    let first = 0;
    let inTen = 0;
    let reciprocal = 0;
    for (const query of queries) {
      const isRight = judge(query);
      const rank = (await find(query)).findIndex(({ id }) => isRight(id));
      if (rank === 0) first += 1;
      if (rank >= 0) inTen += 1;
      if (rank >= 0) reciprocal += 1 / (rank + 1);
    }
    const share = (count: number) => `${((100 * count) / queries.length).toFixed(1)} %`;
    return `${queries.length} queries: first ${share(first)}, in ten ${share(inTen)}, MRR ${(reciprocal / queries.length).toFixed(3)}`;
  }
} finally {
  await online.close();
  await context.close();
}

function report(kind: string, figures: string): void {
  process.stdout.write(`${kind.padEnd(16)} ${figures}\n`);
}

function wordsOf(title: string): string[] {
  return title.toLowerCase().match(/[a-z]{3,}/g) ?? [];
}

/** The same each time. */
function sampled(values: readonly string[]): string[] {
  const random = seededRandom(7);
  return [...new Set(values)]
    .map((value) => ({ value, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .slice(0, asked)
    .map(({ value }) => value);
}
