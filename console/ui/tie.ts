/** What ties an item to its cluster of near-duplicates, in words. */
export function tieInWords(decidedBy: 'hash' | 'embedding' | 'first', distance: number): string {
  switch (decidedBy) {
    case 'first':
      return 'first of its cluster';
    case 'hash':
      return `${distance} of 256 bits differ`;
    case 'embedding':
      return `embedding ${distance.toFixed(3)} away`;
  }
}
