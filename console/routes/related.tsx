import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { usualLambda } from '../../src/contracts/related.ts';
import { itemQuery } from '../api/items.ts';
import { longestTrail } from '../api/page-addresses.ts';
import type { RelatedAddress } from '../api/page-addresses.ts';
import { relatedQuery } from '../api/related.ts';
import { KindChoice } from '../features/related/kind-choice.tsx';
import { MixSlider } from '../features/related/mix-slider.tsx';
import { MoreActs } from '../features/related/more-acts.tsx';
import { ModeChoice } from '../features/related/mode-choice.tsx';
import { StartItem } from '../features/related/start-item.tsx';
import { Trail } from '../features/related/trail.tsx';
import { Explained } from '../ui/explained.tsx';
import { Hits } from '../ui/hits.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { counted, milliseconds } from '../ui/numbers.ts';
import { Notice } from '../ui/notice.tsx';
import { Switch } from '../ui/switch.tsx';
import { titleOf } from '../ui/title.ts';
import { useTitle } from '../ui/use-title.ts';
import '../features/related/related.css';

const route = getRouteApi('/related/$id');
const limit = 36;

/** What is related to an item, and a walk from one to the next. */
export function RelatedPage() {
  const { id } = route.useParams();
  const address = route.useSearch();
  const navigate = useNavigate();
  const { by = 'all', kind, lambda = usualLambda, explain = false, trail = [] } = address;
  const item = useQuery(itemQuery(id));
  const related = useQuery(relatedQuery(id, { by, lambda, limit, kind }));
  useTitle(`Related to ${titleOf(item.data?.card ?? { id, title: '' })}`);

  const show = (change: RelatedAddress) =>
    void navigate({
      to: '/related/$id',
      params: { id },
      search: { ...address, ...change },
      replace: true,
    });
  return (
    <div className="page">
      <Trail ids={trail} address={address} />
      <Loaded query={item} isAlone>
        {({ card }) => (
          <div className="related">
            <section className="related-side" aria-label="The item">
              <StartItem key={id} card={card} />
            </section>
            <section
              aria-label="Related"
              aria-busy={related.isFetching}
              data-stale={related.isPlaceholderData}
              className="related-results"
            >
              <div className="related-options">
                <ModeChoice by={by} onChange={(mode) => show({ by: mode })} />
                {by === 'complementary' && (
                  <KindChoice kind={kind} onChange={(field) => show({ kind: field })} />
                )}
                <MixSlider lambda={lambda} onChange={(next) => show({ lambda: next })} />
                <Switch
                  name="Explain"
                  hint="The stages, and how neighbours were looked for"
                  isOn={explain}
                  onChange={(isOn) => show({ explain: isOn || undefined })}
                />
              </div>
              <Loaded query={related}>
                {(found) => (
                  <>
                    {explain && <Explained found={found} />}
                    <p className="small soft related-line" aria-live="polite">
                      <span className="num">{counted(found.results.length, 'item')}</span> by{' '}
                      {found.route}, in <span className="num">{milliseconds(found.tookMs)}</span>
                    </p>
                    {found.results.length === 0 ? (
                      <Notice title="Nothing is related to it">
                        <p className="soft">
                          In this way, at least. Try another one, or read more into the catalogue.
                        </p>
                      </Notice>
                    ) : (
                      <Hits
                        label="Related items"
                        hits={found.results}
                        ideal={200}
                        leads={{
                          to: 'related',
                          address: { ...address, trail: [...trail, id].slice(-longestTrail) },
                        }}
                        moreActs={(hit) => <MoreActs from={id} id={hit.id} />}
                      />
                    )}
                  </>
                )}
              </Loaded>
            </section>
          </div>
        )}
      </Loaded>
    </div>
  );
}
