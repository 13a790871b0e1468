import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { consumerQuery, consumerReadsQuery } from '../api/consumers.ts';
import { ConsumerForm } from '../features/consumers/consumer-form.tsx';
import { Keys } from '../features/consumers/keys.tsx';
import { Reads } from '../features/consumers/reads.tsx';
import { RetireAsk } from '../features/consumers/retire-ask.tsx';
import { SignalChips } from '../features/consumers/signal-chips.tsx';
import { Webhooks } from '../features/consumers/webhooks.tsx';
import '../features/consumers/consumers.css';
import { Failure } from '../ui/notice.tsx';
import { firstPeriod } from '../ui/period-choice.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { useTitle } from '../ui/use-title.ts';
import { When } from '../ui/when.tsx';

const route = getRouteApi('/consumers/$name');

/** One consumer: what it is for, what it declares, its keys, and what it read. */
export function ConsumerPage() {
  const { name } = route.useParams();
  const { data: consumer, error, refetch } = useQuery(consumerQuery(name));
  // What stands below the chart would move when it came later than the rest.
  const reads = useQuery(consumerReadsQuery(name, firstPeriod));
  const [asked, setAsked] = useState<'change' | 'retire'>();
  useTitle(name);
  const close = () => setAsked(undefined);
  const isActive = consumer !== undefined && !consumer.builtIn && consumer.retiredAt === null;
  return (
    <div className="page">
      <p className="up small">
        <Link to="/consumers" className="quiet">
          All consumers
        </Link>
      </p>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {consumer !== undefined && !reads.isPending && (
        <>
          <div className="page-head">
            <h1>{name}</h1>
            <p className="small soft">
              {consumer.retiredAt !== null && <StateMark tone="off">retired</StateMark>}{' '}
              {consumer.builtIn ? 'this installation' : consumer.owner}, last read{' '}
              <When at={consumer.lastReadAt} never="never" />
            </p>
            {isActive && (
              <p className="consumer-acts">
                <button type="button" className="button" onClick={() => setAsked('change')}>
                  Change …
                </button>
                <button type="button" className="button" onClick={() => setAsked('retire')}>
                  Retire …
                </button>
              </p>
            )}
          </div>
          <div className="consumer-page">
            <div className="consumer-about">
              <p>{consumer.purpose}</p>
              {!consumer.builtIn && <SignalChips signals={consumer.signals} />}
            </div>
            <Reads name={name} />
            <Keys consumer={consumer} />
            <Webhooks consumer={name} isActive={isActive} />
          </div>
          {asked === 'change' && (
            <ConsumerForm consumer={consumer} onClose={close} onDone={close} />
          )}
          {asked === 'retire' && <RetireAsk name={name} onClose={close} />}
        </>
      )}
    </div>
  );
}
