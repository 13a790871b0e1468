import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { Hit } from '../../src/contracts/api.ts';
import { eventKinds } from '../../src/contracts/events.ts';
import type { EventKind } from '../../src/contracts/events.ts';
import { noFilters } from '../api/filters.ts';
import { dropFromFeeds, homeQuery, interestsQuery, tellEvent } from '../api/home.ts';
import type { HomeAddress } from '../api/home-address.ts';
import { facetsQuery } from '../api/items.ts';
import { Feed } from '../features/home/feed.tsx';
import { ForgetAsk } from '../features/home/forget-ask.tsx';
import { InterestList } from '../features/home/interests.tsx';
import { TopicChoice } from '../features/home/topic-choice.tsx';
import { Loaded } from '../ui/loaded.tsx';
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
          <button type="button" className="button" onClick={() => change({ seed: seed + 1 })}>
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
            {telling.data === undefined
              ? 'Save or hide something: the feed forms anew.'
              : `You ${wordsOf(telling.variables)}.`}
          </p>
          <Problem error={telling.error} />
          <Feed
            query={feed}
            isExplained={explain}
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
