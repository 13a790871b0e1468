import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { mostDeadlineMs, usualDeadlineMs } from '../../../src/contracts/online.ts';
import { computeSignals } from '../../api/compute.ts';
import type { Computation } from '../../api/compute.ts';
import { signalsQuery } from '../../api/signals.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Command } from '../../ui/notice.tsx';
import { Problem } from '../../ui/problem.tsx';
import { computeCommand } from './compute-command.ts';
import { PictureDrop } from './picture-drop.tsx';
import { computableOf } from './computable.ts';
import { TryAnswer } from './try-answer.tsx';
import './try-it.css';

/** Sends a picture to be understood, as a product would, and shows the answer and its times. */
export function TryIt({ origin }: { readonly origin: string }) {
  const signals = useQuery({ ...signalsQuery, refetchInterval: false });
  const [picture, setPicture] = useState<Blob>();
  const [chosen, setChosen] = useState<readonly string[]>(['image_embedding', 'objects']);
  const [deadlineMs, setDeadlineMs] = useState(usualDeadlineMs);
  const sending = useMutation({ mutationFn: (wanted: Computation) => computeSignals(wanted) });
  const isReady = picture !== undefined && chosen.length > 0 && !sending.isPending;
  return (
    <section aria-labelledby="try-it" className="try">
      <div className="section-head">
        <h2 id="try-it">Try it</h2>
        <p className="small soft">One request to compute signals, and it shows in the charts.</p>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (picture !== undefined) sending.mutate({ picture, signals: chosen, deadlineMs });
        }}
      >
        <PictureDrop
          picture={picture}
          onPicture={(next) => {
            setPicture(next);
            sending.reset();
          }}
        />
        <div className="try-ask">
          <Loaded query={signals}>
            {(all) => (
              <fieldset className="ticks">
                <legend>Signals</legend>
                {computableOf(all).map((name) => (
                  <label key={name} className="tick">
                    <input
                      type="checkbox"
                      checked={chosen.includes(name)}
                      onChange={({ target }) =>
                        setChosen(
                          target.checked
                            ? [...chosen, name]
                            : chosen.filter((other) => other !== name),
                        )
                      }
                    />
                    {name}
                  </label>
                ))}
              </fieldset>
            )}
          </Loaded>
          <div className="try-send">
            <label className="labelled">
              Deadline, in milliseconds
              <input
                className="field"
                type="number"
                required
                min={1}
                max={mostDeadlineMs}
                value={Number.isNaN(deadlineMs) ? '' : deadlineMs}
                onChange={({ target }) => setDeadlineMs(target.valueAsNumber)}
              />
            </label>
            <button type="submit" className="button button-mark" disabled={!isReady}>
              {sending.isPending ? 'Computing …' : 'Send'}
            </button>
          </div>
          <div className="try-command">
            <p className="small soft">
              The same from a terminal, where <code>TOKEN</code> is what follows <code>token=</code>{' '}
              in the address that <code>understory serve</code> printed, or a key of a{' '}
              <Link to="/consumers">consumer</Link>:
            </p>
            <Command line={computeCommand(origin, chosen, deadlineMs)} />
          </div>
          <Problem error={sending.error} />
        </div>
      </form>
      {sending.data !== undefined && <TryAnswer computed={sending.data} />}
    </section>
  );
}
