import type { Item } from '../contracts/item.ts';
import { searchTextOf, type SearchText } from './search-text.ts';
import { safetyTiers, type SignalValue, type SignalValues } from '../contracts/values.ts';

/** What the catalogue keeps of an item's signals to browse and search by. */
export interface Summary {
  readonly colour: string | null;
  readonly safety: 'safe' | 'sensitive' | 'unsafe' | null;
  readonly quality: number | null;
  /** `field:value`, each once. */
  readonly facets: readonly string[];
  readonly searched: SearchText;
}

/** Text values longer than this are no use as a facet. */
const longestFacet = 80;

/** Objects and topics below this are left out of the facets; the signals keep them. */
const facetScore = 0.5;

/** Attributes of an item that are facets; a source with more has columns that nobody filters by. */
const mostAttributes = 40;

/** @param safeties What was said of the safety of each of its pictures. */
export function summarise(
  item: Item,
  values: SignalValues,
  safeties: readonly SignalValue<'safety'>[],
): Summary {
  const quality = values.image_quality?.score ?? values.text_quality?.score ?? null;
  const worst = worstTier(safeties);
  const colour = values.palette?.colours[0];
  return {
    colour: colour?.hex ?? null,
    safety: worst,
    quality,
    facets: [...new Set(facetsOf(item, values, quality, worst))],
    searched: searchTextOf(item, values),
  };
}

/** An item is as unsafe as the worst of its pictures. */
function worstTier(safeties: readonly SignalValue<'safety'>[]): Summary['safety'] {
  const ranks = safeties.map(({ tier }) => safetyTiers.indexOf(tier));
  return safetyTiers[Math.max(-1, ...ranks)] ?? null;
}

function facetsOf(
  item: Item,
  values: SignalValues,
  quality: number | null,
  safety: Summary['safety'],
): string[] {
  const colours = values.palette?.colours.filter(({ share }) => share >= 0.1) ?? [];
  return [
    `medium:${item.assets[0]?.medium ?? 'text'}`,
    ...(safety === null ? [] : [`safety:${safety}`]),
    ...(quality === null ? [] : [`quality:${stepOf(quality)}`]),
    ...(values.language ? [`language:${values.language.primary}`] : []),
    ...labelsOf(values).map((label) => `object:${label}`),
    ...(values.topics?.topics ?? [])
      .filter(({ score }) => score >= facetScore)
      .map(({ id }) => `topic:${id}`),
    ...colours.map(({ name }) => `colour:${name}`),
    ...(item.assets.length > 0 ? [`text:${values.ocr ? 'yes' : 'no'}`] : []),
    ...attributeFacets(item),
  ];
}

function labelsOf({ objects }: SignalValues): string[] {
  return (objects?.objects ?? [])
    .filter(({ score }) => score >= facetScore)
    .map(({ label }) => label);
}

function attributeFacets({ attributes }: Item): string[] {
  return Object.entries(attributes)
    .slice(0, mostAttributes)
    .flatMap(([name, value]) => {
      const values = Array.isArray(value) ? value : [String(value)];
      return (
        values
          .filter((text) => text !== '' && text.length <= longestFacet)
          .map((text) => `attribute.${name}:${text}`)
          // A name may be of any length, an entry of the index of facets may not.
          .filter((facet) => facet.length <= longestFacet * 4)
      );
    });
}

/** Steps of 0.2: `0.4-0.6`. The best score belongs to the last step. */
function stepOf(quality: number): string {
  const low = Math.min(4, Math.floor(quality * 5));
  return `${(low / 5).toFixed(1)}-${((low + 1) / 5).toFixed(1)}`;
}
