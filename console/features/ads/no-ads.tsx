import { useQuery } from '@tanstack/react-query';
import type { AdsMatch } from '../../../src/contracts/ads.ts';
import { sponsoredQuery } from '../../api/ads.ts';
import { Command, Notice } from '../../ui/notice.tsx';

/** How an item of the catalogue becomes an ad; nothing where some are. */
export function HowToMark() {
  const sponsored = useQuery(sponsoredQuery());
  if (sponsored.data === undefined || sponsored.data.total > 0) return null;
  return (
    <Notice title="No item is marked as an ad">
      <p>
        Ads are items with the attribute <code>sponsored</code> that is true. Add it to the lines of
        a listing, with the text of the landing page where you have it, and read the listing again:
      </p>
      <Command line='{"id": "ad-1", "title": "Apple pie", "image": "pie.jpg", "sponsored": true, "landingText": "…"}' />
      <Command line="understory read ads.jsonl" />
    </Notice>
  );
}

/** In place of ads where none was found: because there are none, or because of what left them out. */
export function NoAds({ found }: { readonly found: AdsMatch }) {
  const sponsored = useQuery(sponsoredQuery());
  if (sponsored.data === undefined) return null;
  if (sponsored.data.total === 0) return <HowToMark />;
  const notes = (found.trace ?? []).flatMap((stage) => stage.notes);
  return (
    <Notice title="No ad suits it">
      <p className="soft">
        {notes.length > 0
          ? `Left out: ${notes.join('; ')}.`
          : 'No route from it leads to an ad: it has nothing that ads are compared by.'}
      </p>
    </Notice>
  );
}
