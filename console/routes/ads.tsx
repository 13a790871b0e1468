import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ClipboardEvent, DragEvent } from 'react';
import { adModelsQuery, adsQuery, sponsoredQuery } from '../api/ads.ts';
import { firstItemsQuery, itemQuery } from '../api/items.ts';
import type { AdsAddress } from '../api/page-addresses.ts';
import { findPicture, keepPicture, takesPictures } from '../api/picture-drawer.ts';
import { AdsBar } from '../features/ads/ads-bar.tsx';
import { AdsList } from '../features/ads/ads-list.tsx';
import { Asked } from '../features/ads/asked.tsx';
import { Models } from '../features/ads/models.tsx';
import { HowToMark, NoAds } from '../features/ads/no-ads.tsx';
import { Explained } from '../ui/explained.tsx';
import { FirstItems } from '../ui/first-items.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Notice } from '../ui/notice.tsx';
import { PictureCard } from '../ui/picture-card.tsx';
import { Switch } from '../ui/switch.tsx';
import { useTitle } from '../ui/use-title.ts';
import '../features/ads/ads.css';

const route = getRouteApi('/ads');

/** The ads that suit an item, words or a picture, as an ads ranker gets them. */
export function AdsPage() {
  useTitle('Ads');
  const address = route.useSearch();
  const navigate = useNavigate();
  const [isOver, setOver] = useState(false);
  const { item, q: text, picture, sensitive = false, explain = false } = address;
  const isBlank = item === undefined && text === undefined && picture === undefined;
  const isGone = picture !== undefined && findPicture(picture) === undefined;
  const wish = item === undefined ? { text, picture, sensitive } : { item, sensitive };
  const ads = useQuery({ ...adsQuery(wish), enabled: !isBlank && !isGone });
  const models = useQuery(adModelsQuery());
  const sponsored = useQuery(sponsoredQuery());
  const items = useQuery({ ...firstItemsQuery(), enabled: isBlank });
  const chosen = useQuery({ ...itemQuery(item ?? ''), enabled: item !== undefined });
  // Once: parts that come one after the other would push each other about.
  const [isBegun, setBegun] = useState(false);
  if (!isBegun && ![models, sponsored, items, chosen].some(({ isLoading }) => isLoading)) {
    setBegun(true);
  }

  const options = { sensitive: address.sensitive, explain: address.explain };
  const ask = (asked: AdsAddress) =>
    void navigate({ to: '/ads', search: { ...options, ...asked } });
  const show = (change: AdsAddress) =>
    void navigate({ to: '/ads', search: { ...address, ...change }, replace: true });
  const arrive = (event: DragEvent | ClipboardEvent, data: DataTransfer) => {
    setOver(false);
    const arrived = [...data.files].find((file) => file.type.startsWith('image/'));
    if (arrived === undefined) return;
    event.preventDefault();
    ask({ picture: keepPicture(arrived) });
  };
  return (
    <div
      className="page ads-page"
      data-over={isOver}
      onDragOver={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => arrive(event, event.dataTransfer)}
      onPaste={(event) => arrive(event, event.clipboardData)}
      {...takesPictures}
    >
      <div className="page-head">
        <h1>Ads</h1>
        <p className="soft small">
          Sponsored items that suit an item, words or a picture, with the features and the chance
          that an ads ranker starts from. Type, drop a picture, or choose an item.
        </p>
      </div>
      <AdsBar
        key={text ?? ''}
        text={text ?? ''}
        onText={(q) => ask({ q, picture })}
        onPicture={(bytes) => ask({ picture: keepPicture(bytes) })}
      />
      {!isBegun ? (
        <p className="waiting soft" role="status">
          One moment …
        </p>
      ) : isBlank ? (
        <>
          <HowToMark />
          <FirstItems ideal={150}>
            {(card, index) => <PictureCard card={card} index={index} leads={{ to: 'ads' }} />}
          </FirstItems>
        </>
      ) : (
        <div className="ads">
          <section className="ads-side" aria-label="What ads are sought for">
            <Asked item={item === undefined ? undefined : chosen} text={text} picture={picture} />
          </section>
          <section
            className="ads-results"
            aria-label="What suits it"
            aria-busy={ads.isFetching}
            data-stale={ads.isPlaceholderData}
          >
            <div className="ads-options">
              <Switch
                name="Sensitive too"
                hint="Sensitive ads beside safe content too; unsafe ones never"
                isOn={sensitive}
                onChange={(isOn) => show({ sensitive: isOn || undefined })}
              />
              <Switch
                name="Explain"
                hint="The stages, and how neighbours were looked for"
                isOn={explain}
                onChange={(isOn) => show({ explain: isOn || undefined })}
              />
            </div>
            {chosen.isError ? null : isGone ? (
              <Notice title="That picture is gone">
                <p className="soft">
                  A picture that you drop lives as long as the page does. Drop or choose it again.
                </p>
              </Notice>
            ) : (
              <Loaded query={ads}>
                {(found) => (
                  <>
                    {explain && <Explained found={found} />}
                    {found.results.length === 0 ? (
                      <NoAds found={found} />
                    ) : (
                      <AdsList found={found} />
                    )}
                  </>
                )}
              </Loaded>
            )}
          </section>
        </div>
      )}
      {isBegun && !ads.isLoading && models.data !== undefined && <Models {...models.data} />}
    </div>
  );
}
