import { ciede2000 } from './ciede2000.ts';
import { labOfRgb, rgbOfHex, type Lab } from './lab.ts';

/** Plain names that people use for colours, and one typical colour of each. */
const namedColours = {
  black: '#000000',
  charcoal: '#36393d',
  'dark grey': '#5a5a5a',
  grey: '#808080',
  silver: '#b4b6b8',
  'light grey': '#d6d6d6',
  white: '#ffffff',
  ivory: '#fbf8ea',
  cream: '#f7ebc5',
  beige: '#e3d5b8',
  sand: '#d2b98b',
  khaki: '#b3a369',
  taupe: '#8b7d72',
  tan: '#c89a6a',
  brown: '#7b4a26',
  'dark brown': '#45291a',
  'light brown': '#a5734a',
  rust: '#a9441c',
  terracotta: '#c8694a',
  copper: '#b87333',
  maroon: '#6d0f16',
  burgundy: '#74142e',
  'dark red': '#961212',
  red: '#dc1f1f',
  'bright red': '#ff1414',
  'light red': '#ea5a47',
  coral: '#ff7f5c',
  salmon: '#f79580',
  peach: '#fcc9a5',
  'light pink': '#fad4d8',
  pink: '#f49ab4',
  'dusty pink': '#c98d92',
  'hot pink': '#f7479c',
  magenta: '#d8128f',
  fuchsia: '#f028e6',
  raspberry: '#b31b55',
  orange: '#fc9610',
  'bright orange': '#ff720d',
  'dark orange': '#cf6310',
  amber: '#fbb51c',
  gold: '#d3a92b',
  mustard: '#c39a1d',
  yellow: '#ffea12',
  'light yellow': '#fcf29c',
  lemon: '#f6f47a',
  lime: '#b2e12c',
  'yellow green': '#93b82f',
  olive: '#77782a',
  'dark olive': '#4a4d23',
  green: '#2c9a39',
  'bright green': '#25dc2d',
  'dark green': '#13502a',
  'forest green': '#2b6b34',
  emerald: '#12a770',
  mint: '#a9ecc9',
  'light green': '#9bd98a',
  sage: '#a0b093',
  'sea green': '#3f9d78',
  'dark teal': '#0d4d4f',
  teal: '#128486',
  turquoise: '#34d2c4',
  cyan: '#1ee3f2',
  'light cyan': '#c9f3f4',
  'sky blue': '#79c3ee',
  'light blue': '#b2d8ee',
  'pale blue': '#d8e7f2',
  blue: '#2461d0',
  'bright blue': '#1616f4',
  'royal blue': '#2f45ba',
  azure: '#2392ec',
  'steel blue': '#5583aa',
  denim: '#3b5b86',
  'slate grey': '#6c7a88',
  'blue grey': '#9aaab8',
  navy: '#14214f',
  'midnight blue': '#10132c',
  'dark blue': '#12127e',
  periwinkle: '#8f98e6',
  lavender: '#cfc7ee',
  lilac: '#c4a0d9',
  violet: '#8b3fe0',
  purple: '#7b2a92',
  'dark purple': '#3d1650',
  indigo: '#43209a',
  plum: '#7d3f68',
  mauve: '#a7849b',
  orchid: '#cd68c7',
} as const;

export type ColourName = keyof typeof namedColours;

const names = Object.keys(namedColours) as ColourName[];
const entries = names.map((name) => ({ name, lab: labOfRgb(rgbOfHex(namedColours[name])) }));

/** The name whose colour is nearest by CIEDE2000. */
export function colourName(lab: Lab): ColourName {
  let nearest: ColourName = 'black';
  let smallest = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const difference = ciede2000(lab, entry.lab);
    if (difference < smallest) [nearest, smallest] = [entry.name, difference];
  }
  return nearest;
}
