/** Cosine from which two pictures may be cuttings of one: docs/decisions, near duplicates. */
export const candidateCosine = 0.85;

/** Candidates for a picture: its nearest that are not copies. */
const candidatesEach = 4;

/** Neighbours looked at for them, since copies and the picture itself are among these. */
export const neighboursEach = 24;

/** Copies noted of one picture, the nearest: of thousands the others meet by way of these. */
const mostCopies = 256;

/** Of the copies of a picture those that are noted, the nearest first. */
export function chooseCopies<Copy extends { readonly distance: number }>(
  found: readonly Copy[],
): Copy[] {
  return found.toSorted((a, b) => a.distance - b.distance).slice(0, mostCopies);
}

/** Of the pictures that look likest those whose pixels are compared. */
export function chooseCandidates<Alike extends { readonly cosine: number }>(
  alike: readonly Alike[],
): Alike[] {
  return alike.filter(({ cosine }) => cosine >= candidateCosine).slice(0, candidatesEach);
}
