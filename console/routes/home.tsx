import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import type { Hit } from '../../src/contracts/api.ts';
import { eventKinds } from '../../src/contracts/events.ts';
import type { EventKind } from '../../src/contracts/events.ts';
import { noFilters } from '../api/filters.ts';
import { dropFromFeeds, homeQuery, interestsQuery, tellEvent, tellShown } from '../api/home.ts';
import type { HomeAddress } from '../api/home-address.ts';
import { facetsQuery } from '../api/items.ts';
import { Feed } from '../features/home/feed.tsx';
import { ForgetAsk } from '../features/home/forget-ask.tsx';
import { InterestList } from '../features/home/interests.tsx';
import { TopicChoice } from '../features/home/topic-choice.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { counted } from '../ui/numbers.ts';
import { Problem } from '../ui/problem.tsx';
import { Switch } from '../ui/switch.tsx';
import { titleOf } from '../ui/title.ts';
import { useTitle } from '../ui/use-title.ts';
import '../features/home/home.css';

const route = getRouteApi('/home/$user');

/** The feed and the interests of a person, formed anew after each thing they do. */
export function HomePage() {
  const { user } = route.useParams();
  const { topics = [], seed = 1, explain = false } = route.useSearch();
  useTitle(`Home of ${user}`);
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [isForgetting, setForgetting] = useState(false);
  const said = useRef<HTMLParagraphElement>(null);
  const feed = useInfiniteQuery(homeQuery(user, { topics, seed }));
  const interests = useQuery(interestsQuery(user));
  const facets = useQuery(facetsQuery(noFilters, false));
  const telling = useMutation({
    mutationFn: ({ hit, kind }: Deed) => tellEvent(user, hit.id, kind),
    onSuccess: async (_, { hit }) => {
      dropFromFeeds(client, user, hit.id);
      await client.invalidateQueries({ queryKey: ['home', user] });
      // What was pressed has gone with its item.
      if (document.activeElement === document.body) said.current?.focus();
    },
  });
  const seen = useRef(new Set<string>());
  const onSeen = useCallback((id: string) => void seen.current.add(id), []);
  const showing = useMutation({
    mutationFn: async () => {
      const items = [...seen.current];
      if (items.length > 0) await tellShown(user, items);
      return items.length;
    },
    onSuccess: () => {
      seen.current.clear();
      telling.reset();
      change({ seed: seed + 1 });
    },
  });
  const change = (wanted: Partial<HomeAddress>) =>
    void navigate({ search: (before) => ({ ...before, ...wanted }), replace: true });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{user}</h1>
        <Link to="/home" className="quiet">
          Be somebody else
        </Link>
        <div className="page-acts">
          <Switch
            name="Explain"
            hint="The stages, and how neighbours were looked for"
            isOn={explain}
            onChange={(isOn) => change({ explain: isOn || undefined })}
          />
          <button
            type="button"
            className="button"
            title="Another feed, without what was just in view"
            disabled={showing.isPending}
            onClick={() => showing.mutate()}
          >
            Draw anew
          </button>
          <button type="button" className="button" onClick={() => setForgetting(true)}>
            Forget …
          </button>
        </div>
      </div>
      <div className="home">
        <section className="home-side" aria-labelledby="interests">
          <h2 id="interests">Interests</h2>
          <Loaded query={interests}>{(found) => <InterestList found={found} />}</Loaded>
        </section>
        <section
          className="home-feed"
          aria-label="The feed"
          aria-busy={feed.isFetching}
          data-stale={feed.isPlaceholderData}
        >
          <div className="home-topics">
            <Loaded query={facets}>
              {(found) => (
                <TopicChoice
                  facets={found}
                  chosen={topics}
                  onChange={(next) => change({ topics: next.length === 0 ? undefined : [...next] })}
                />
              )}
            </Loaded>
          </div>
          <p ref={said} className="small home-said" role="status" tabIndex={-1}>
            {telling.data !== undefined
              ? `You ${wordsOf(telling.variables)}.`
              : showing.data !== undefined && showing.data > 0
                ? `You were shown ${counted(showing.data, 'item')}: they come again in a week.`
                : 'Save or hide something: the feed forms anew.'}
          </p>
          <Problem error={telling.error ?? showing.error} />
          <Feed
            query={feed}
            isExplained={explain}
            onSeen={onSeen}
            onAct={(hit, kind) => telling.mutate({ hit, kind })}
          />
        </section>
      </div>
      {isForgetting && <ForgetAsk user={user} onClose={() => setForgetting(false)} />}
    </div>
  );
}

interface Deed {
  readonly hit: Hit;
  readonly kind: EventKind;
}

function wordsOf({ hit, kind }: Deed): string {
  return `${eventKinds[kind].past} ${titleOf(hit)}`;
}
