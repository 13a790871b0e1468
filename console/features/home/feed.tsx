import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { Hit } from '../../../src/contracts/api.ts';
import type { EventKind } from '../../../src/contracts/events.ts';
import type { HomeAnswer } from '../../../src/contracts/home.ts';
import { Explained } from '../../ui/explained.tsx';
import { Hits } from '../../ui/hits.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Command, Notice } from '../../ui/notice.tsx';
import { counted, milliseconds } from '../../ui/numbers.ts';
import { AllActs, FeedActs } from './feed-acts.tsx';

interface FeedProps {
  readonly query: UseInfiniteQueryResult<InfiniteData<HomeAnswer>>;
  readonly isExplained: boolean;
  /** Of each item, once it has been in view; the same function at every rendering. */
  readonly onSeen: (id: string) => void;
  readonly onAct: (hit: Hit, kind: EventKind) => void;
}

/** The feed of a person as it is now; each item says why it is there. */
export function Feed({ query, isExplained, onSeen, onAct }: FeedProps) {
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const [first] = pages;
        const hits = pages.flatMap(({ results }) => results);
        if (first === undefined || hits.length === 0) return <NothingLeft />;
        return (
          <>
            {isExplained && <Explained found={first} />}
            <p className="small soft home-line">
              <span className="num">{counted(hits.length, 'item')}</span>: {first.route}, in{' '}
              <span className="num">{milliseconds(first.tookMs)}</span>
            </p>
            <Hits
              label="Feed"
              hits={hits}
              ideal={200}
              onSeen={onSeen}
              acts={(hit) => <FeedActs hit={hit} onAct={onAct} />}
              moreActs={(hit, onDone) => (
                <AllActs
                  hit={hit}
                  onAct={(one, kind) => {
                    onDone();
                    onAct(one, kind);
                  }}
                />
              )}
            />
            {query.hasNextPage && (
              <p className="home-more">
                <button
                  type="button"
                  className="button"
                  disabled={query.isFetching}
                  onClick={() => void query.fetchNextPage()}
                >
                  Show more
                </button>
              </p>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function NothingLeft() {
  return (
    <Notice title="There is nothing left to show">
      <p className="soft">
        What a user has saved, opened or hidden is not shown to them again, and for a week nor is
        what they were shown. Read more into the catalogue, or forget this user and begin anew.
      </p>
      <Command line="understory read ./photos" />
    </Notice>
  );
}
