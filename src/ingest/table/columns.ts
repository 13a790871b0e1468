import { inputError } from '../../base/errors.ts';
import { sniffContent } from '../../media/content-type.ts';
import type { SourceOptions } from '../listed.ts';
import { inferColumnType } from './column-type.ts';
import type { ColumnType } from './column-type.ts';
import { isWebAddress, namesMedia, referencesIn } from './references.ts';
import type { Sample } from './sample.ts';

/** What each column of a table is. Columns of no role are attributes. */
export interface ColumnPlan {
  readonly id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly tags?: string;
  readonly assets: readonly string[];
  /** Types of the attributes of an untyped table. */
  readonly types: ReadonlyMap<string, ColumnType>;
}

/** Names in order of preference, lower case, letters and digits only. */
const names = {
  id: 'id itemid pinid productid articleid objectid assetid imageid uniqid uuid guid sku asin key'.split(
    ' ',
  ),
  title:
    'title name headline productname productdisplayname productdisplaytitle producttitle itemname'.split(
      ' ',
    ),
  description:
    'description caption text body summary alttext alt desc content longdescription'.split(' '),
  tags: 'tags keywords hashtags tag keyword'.split(' '),
};
const pictureName = /image|img|photo|picture|thumb|video|clip|media/i;

/**
 * Decides what the columns are: those mapped by options, then by name, then by content (columns
 * whose sampled values name images or videos; text of several words as the description).
 *
 * @throws input `missing-column` where an option names none; `no-content-column` where the table
 *   has neither assets nor text. Both say which columns there are.
 */
export function planColumns(
  sample: Sample,
  options: SourceOptions,
  untyped: boolean,
  title: string,
): ColumnPlan {
  const find = (wanted: string): string => findColumn(wanted, sample.columns, title);
  const mapped = [...(options.imageColumns ?? []), ...(options.videoColumns ?? [])].map(find);
  const taken = new Set(mapped);
  const pick = (option: string | undefined, known: readonly string[]): string | undefined => {
    const column = option === undefined ? byName(sample.columns, known, taken) : find(option);
    if (column !== undefined) taken.add(column);
    return column;
  };
  const assets = mapped.length > 0 ? mapped : assetColumns(sample, namedIn(options, find));
  for (const column of assets) taken.add(column);
  const id = pick(options.idColumn, names.id);
  const titleColumn = pick(options.titleColumn, names.title);
  const description = pick(options.descriptionColumn, names.description);
  const tags = pick(options.tagsColumn, names.tags);
  const prose = (titleColumn ?? description) ? undefined : proseColumn(sample, taken);
  const plan = {
    ...(id === undefined ? {} : { id }),
    ...(titleColumn === undefined ? {} : { title: titleColumn }),
    ...(description === undefined ? {} : { description }),
    ...(prose === undefined ? {} : { description: prose }),
    ...(tags === undefined ? {} : { tags }),
    assets,
    types: untyped ? typesOf(sample) : new Map<string, ColumnType>(),
  };
  if (sample.columns.length > 0 && !hasContent(plan)) {
    throw inputError(
      'no-content-column',
      `Expected ${title} to have a column of images, videos or text, found none. ${listColumns(sample.columns)} Say which one it is with --image-column, --title-column or --description-column.`,
    );
  }
  return plan;
}

function hasContent(plan: Omit<ColumnPlan, 'types'>): boolean {
  return plan.assets.length > 0 || (plan.title ?? plan.description ?? plan.tags) !== undefined;
}

function findColumn(wanted: string, columns: readonly string[], title: string): string {
  const found =
    columns.find((column) => column === wanted) ??
    columns.find((column) => plain(column) === plain(wanted) && plain(wanted) !== '');
  if (found !== undefined) return found;
  throw inputError('missing-column', `${title} has no column "${wanted}". ${listColumns(columns)}`);
}

function listColumns(columns: readonly string[]): string {
  const shown = columns.slice(0, 100).map((column) => `"${column.slice(0, 100)}"`);
  const more = columns.length > 100 ? ` and ${columns.length - 100} more` : '';
  return `Its columns are ${shown.join(', ')}${more}.`;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function byName(
  columns: readonly string[],
  known: readonly string[],
  taken: ReadonlySet<string>,
): string | undefined {
  const free = columns.filter((column) => !taken.has(column));
  for (const name of known) {
    const found = free.find((column) => plain(column) === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function namedIn(options: SourceOptions, find: (wanted: string) => string): ReadonlySet<string> {
  const named = [
    options.idColumn,
    options.titleColumn,
    options.descriptionColumn,
    options.tagsColumn,
  ];
  return new Set(named.filter((name) => name !== undefined).map(find));
}

/** Columns whose values name media, or addresses of any kind under a name like `image`. */
function assetColumns(sample: Sample, others: ReadonlySet<string>): string[] {
  return sample.columns.filter((column) => {
    if (others.has(column)) return false;
    const values = sample.values(column).slice(0, 50);
    const references = values.map(referencesIn);
    const named = references.filter((found) =>
      found.some((reference) => {
        if (reference.kind === 'bytes') return sniffContent(reference.bytes) !== undefined;
        return (
          namesMedia(reference.place) || (pictureName.test(column) && isWebAddress(reference.place))
        );
      }),
    );
    return values.length > 0 && named.length >= 0.8 * values.length;
  });
}

/** The free column with the longest texts, where they are of three words or more on average. */
function proseColumn(sample: Sample, taken: ReadonlySet<string>): string | undefined {
  const words = sample.columns
    .filter((column) => !taken.has(column))
    .map((column) => ({ column, mean: meanWords(sample.values(column)) }))
    .filter(({ mean }) => mean >= 3)
    .toSorted((a, b) => b.mean - a.mean);
  return words[0]?.column;
}

function meanWords(values: readonly unknown[]): number {
  const texts = values
    .filter((value) => typeof value === 'string')
    .filter((text) => !isWebAddress(text));
  if (texts.length === 0 || texts.length < values.length) return 0;
  const words = texts.map((text) => text.slice(0, 10_000).match(/\p{L}+/gu)?.length ?? 0);
  return words.reduce((sum, count) => sum + count, 0) / texts.length;
}

function typesOf(sample: Sample): ReadonlyMap<string, ColumnType> {
  return new Map(
    sample.columns.map((column) => [
      column,
      inferColumnType(sample.values(column).filter((value) => typeof value === 'string')),
    ]),
  );
}
