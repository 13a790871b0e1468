import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { consumerQuery, consumerReadsQuery } from '../api/consumers.ts';
import { ConsumerAsk } from '../features/consumers/consumer-ask.tsx';
import { Keys } from '../features/consumers/keys.tsx';
import { limitWords } from '../features/consumers/limit-fields.tsx';
import { Reads } from '../features/consumers/reads.tsx';
import { RetireAsk } from '../features/consumers/retire-ask.tsx';
import { SignalChips } from '../features/consumers/signal-chips.tsx';
import { Webhooks } from '../features/consumers/webhooks.tsx';
import '../features/consumers/consumers.css';
import { DetailPage } from '../ui/detail-page.tsx';
import { firstPeriod } from '../ui/period-choice.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useTitle } from '../ui/use-title.ts';
import { When } from '../ui/when.tsx';

const route = getRouteApi('/consumers/$name');

/** One consumer: what it is for, what it declares, its keys, and what it read. */
export function ConsumerPage() {
  const { name } = route.useParams();
  const { data, error, refetch } = useQuery(consumerQuery(name));
  const reads = useQuery(consumerReadsQuery(name, firstPeriod));
  const [asked, setAsked] = useState<'change' | 'retire'>();
  useTitle(name);
  const close = () => setAsked(undefined);
  return (
    <DetailPage
      // Until the chart is there too, nothing is shown that it would move.
      query={{ data: reads.isPending ? undefined : data, error, refetch }}
      up={
        <Link to="/consumers" className="quiet">
          All consumers
        </Link>
      }
    >
      {(consumer) => {
        const limits = limitWords(consumer.limits);
        const isActive = !consumer.builtIn && consumer.retiredAt === null;
        return (
          <>
            <div className="page-head">
              <h1>{name}</h1>
              <p className="small soft">
                {consumer.retiredAt !== null && <StateMark tone="off">retired</StateMark>}{' '}
                {consumer.builtIn ? 'this installation' : consumer.owner}, last read{' '}
                <When at={consumer.lastReadAt} never="never" />
              </p>
              {isActive && (
                <p className="page-acts">
                  <button type="button" className="button" onClick={() => setAsked('change')}>
                    Change …
                  </button>
                  <button type="button" className="button" onClick={() => setAsked('retire')}>
                    Retire …
                  </button>
                </p>
              )}
            </div>
            <div className="stacked">
              <div className="consumer-about">
                <p className="prose">{consumer.purpose}</p>
                {limits !== undefined && <p className="small soft">It may ask {limits}.</p>}
                {!consumer.builtIn && <SignalChips signals={consumer.signals} />}
              </div>
              <Reads name={name} />
              <Keys consumer={consumer} />
              <Webhooks consumer={name} isActive={isActive} />
            </div>
            {asked === 'change' && (
              <ConsumerAsk consumer={consumer} onClose={close} onDone={close} />
            )}
            {asked === 'retire' && <RetireAsk name={name} onClose={close} />}
          </>
        );
      }}
    </DetailPage>
  );
}
