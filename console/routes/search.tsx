import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { boxOf } from '../api/page-addresses.ts';
import { boxText, thumbUrl } from '../api/media.ts';
import { findPicture, keepPicture } from '../api/picture-drawer.ts';
import { itemQuery } from '../api/items.ts';
import { pictureSearchQuery, searchQuery } from '../api/search.ts';
import { PictureChoice } from '../features/search/picture-choice.tsx';
import { QueryPicture } from '../features/search/query-picture.tsx';
import { Results } from '../features/search/results.tsx';
import { WordsField } from '../features/search/words-field.tsx';
import { Failure } from '../ui/notice.tsx';
import { isSensitive } from '../ui/picture.tsx';
import { titleOf } from '../ui/title.ts';
import { useTitle } from '../ui/use-title.ts';
import '../features/search/search.css';

const route = getRouteApi('/search');
const limit = 60;

/** Search by words, by an item or a part of it, or by a picture of one's own. */
export function SearchPage() {
  useTitle('Search');
  const address = route.useSearch();
  const { q, item: id, unsafe = false } = address;
  const box = boxOf(address.box);
  const navigate = useNavigate();
  const picture = address.picture === undefined ? undefined : findPicture(address.picture);

  const isJson = picture === undefined && (q !== undefined || id !== undefined);
  const said = useQuery({
    ...searchQuery({
      ...(id === undefined ? { text: q ?? '' } : { item: id }),
      ...(id === undefined || box === undefined ? {} : { box }),
      unsafe,
      limit,
    }),
    enabled: isJson,
  });
  const shown = useQuery({
    ...pictureSearchQuery(picture ?? { key: 0, bytes: new Blob() }, box, unsafe, limit),
    enabled: picture !== undefined,
  });
  const item = useQuery({ ...itemQuery(id ?? ''), enabled: id !== undefined });
  const search = picture === undefined ? said : shown;
  const isBlank = picture === undefined && !isJson;

  const card = id === undefined ? undefined : item.data?.card;
  const queryUrl =
    picture?.url ??
    (card === undefined || card.asset === null ? undefined : thumbUrl(card.asset, 640));

  return (
    <div className="page search" data-blank={isBlank}>
      <section className="search-side" aria-label="What to search for">
        <h1 className={isBlank ? undefined : 'unseen'}>Search</h1>
        {queryUrl !== undefined && (
          <QueryPicture
            key={`${queryUrl} ${address.box ?? ''}`}
            url={queryUrl}
            title={card === undefined ? 'Your picture' : titleOf(card)}
            isSensitive={card !== undefined && isSensitive(card)}
            box={box}
            onSearch={(next) =>
              void navigate({
                to: '/search',
                search: { ...address, box: next === undefined ? undefined : boxText(next) },
              })
            }
          />
        )}
        {isBlank && (
          <WordsField
            onSearch={(words) => void navigate({ to: '/search', search: { q: words } })}
          />
        )}
        <PictureChoice
          isLarge={isBlank}
          onPicture={(bytes) =>
            void navigate({ to: '/search', search: { picture: keepPicture(bytes) } })
          }
        />
        {!isBlank && (
          <label className="tick">
            <input
              type="checkbox"
              role="switch"
              checked={unsafe}
              onChange={(event) =>
                void navigate({
                  to: '/search',
                  search: { ...address, unsafe: event.target.checked ? true : undefined },
                  replace: true,
                })
              }
            />
            Show unsafe items too
          </label>
        )}
      </section>
      {!isBlank && (
        <section aria-label="Results" aria-busy={search.isFetching}>
          {search.error !== null && (
            <Failure error={search.error} retry={() => void search.refetch()} />
          )}
          {search.isPending && <p className="results-line small soft">Searching…</p>}
          {search.data !== undefined && <Results found={search.data} />}
        </section>
      )}
    </div>
  );
}
