import { namedColours, type ColourName } from '../../contracts/named-colours.ts';
import { ciede2000 } from './ciede2000.ts';
import { labOfRgb, rgbOfHex, type Lab } from './lab.ts';

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
