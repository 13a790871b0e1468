import { namedColours, type ColourName } from '../../contracts/named-colours.ts';
import { basicColours, coloursOf } from './colour-families.ts';

/** A colour that words name. */
export interface NamedColour {
  /** As it was said: `blue`. */
  readonly said: string;
  /** What a palette may call it. */
  readonly names: ReadonlySet<ColourName>;
}

/** Colours that pictures should have, or should not where the weight is below 0. */
export interface WantedColours {
  readonly colours: readonly NamedColour[];
  readonly weight: number;
}

export interface ColoursIn {
  readonly colours: readonly NamedColour[];
  /** Whether the words say nothing but colours: `but in navy blue`. */
  readonly areAll: boolean;
}

const families = new Map<string, readonly ColourName[]>(
  basicColours.map((basic) => [basic, coloursOf[basic]]),
);
const names = Object.keys(namedColours).filter(isColourName);

/** Longest first, so that `sky blue` is not read as `blue`. */
const said = [...new Set([...families.keys(), ...names])].toSorted((a, b) => b.length - a.length);
const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${said.join('|')})(?![\\p{L}\\p{N}])`, 'gu');

/** Words that say nothing beside a colour. */
const joiners =
  /(?<!\p{L})(?:but|and|or|in|a|an|the|not|with|of|it|very|colou?red|colou?rs?)(?!\p{L})/gu;

/** The colours that English words name; `gray` is `grey`. */
export function coloursIn(text: string): ColoursIn {
  const words = text
    .toLowerCase()
    .replaceAll(/\bgray\b/g, 'grey')
    .replaceAll(/[\s-]+/g, ' ');
  const found = [...new Set(words.match(pattern))];
  const rest = words.replaceAll(pattern, ' ').replaceAll(joiners, ' ');
  return {
    colours: found.map((each) => ({ said: each, names: new Set(namesOf(each)) })),
    areAll: found.length > 0 && !/[\p{L}\p{N}]/u.test(rest),
  };
}

function namesOf(each: string): readonly ColourName[] {
  return families.get(each) ?? names.filter((name) => name === each);
}

function isColourName(name: string): name is ColourName {
  return Object.hasOwn(namedColours, name);
}
