const first = ['Ada', 'Ben', 'Cleo', 'Dino', 'Elif', 'Femi', 'Gita', 'Hugo', 'Iva', 'Jun'] as const;
const after = ['amber', 'birch', 'clay', 'dune', 'ember', 'fern', 'grove', 'heath'] as const;

/** A name for somebody who is not there: `Cleo Fern 42`. */
export function madeUpName(random: () => number = Math.random): string {
  const of = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  const number = Math.floor(random() * 90) + 10;
  const second = of(after);
  return `${of(first)} ${second.charAt(0).toUpperCase()}${second.slice(1)} ${number}`;
}
