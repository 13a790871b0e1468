import type { EventKind } from '../../src/contracts/events.ts';
import { recordEvents } from '../../src/engagement/record-events.ts';
import type { Stores } from '../../src/extraction/stores.ts';

/** What somebody did with an item, that many days ago. */
export type Engagement = readonly [user: string, kind: EventKind, item: string, daysAgo?: number];

let last = 0;

/** Keeps events of items that are there, as a product would send them. */
export async function engage(
  { db, clock }: Pick<Stores, 'db' | 'clock'>,
  engagements: readonly Engagement[],
): Promise<void> {
  const now = clock();
  const events = engagements.map(([user, kind, item, daysAgo = 0]) => {
    last += 1;
    const at = new Date(now - daysAgo * 86_400_000).toISOString();
    return { id: `event ${last}`, user, item, kind, at, surface: 'home' };
  });
  const { refused } = await recordEvents(events, { consumer: 'product', now, days: 400 }, db);
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
}
