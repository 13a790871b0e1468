import type { Card } from '../../src/contracts/api.ts';

/** What an item is called: its title, or the last part of its id, as of a path. */
export function titleOf(card: Pick<Card, 'id' | 'title'>): string {
  if (card.title !== '') return card.title;
  return card.id.split('/').findLast((part) => part !== '') ?? card.id;
}
