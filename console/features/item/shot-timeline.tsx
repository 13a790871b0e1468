import type { SignalValue } from '../../../src/contracts/values.ts';
import { frameUrl } from '../../api/media.ts';
import { clock } from '../../ui/numbers.ts';
import './film.css';

interface ShotTimelineProps {
  readonly digest: string;
  readonly shots: SignalValue<'video'>['shots'];
  readonly durationSeconds: number;
  /** Where the video stands. */
  readonly seconds: number;
  /** The shot that is looked at. */
  readonly chosen: number | undefined;
  readonly veiled: boolean;
  readonly onChoose: (index: number) => void;
}

/** The shots as a strip of film, each as wide as it is long; pressing one goes there. */
export function ShotTimeline({ digest, shots, durationSeconds, ...rest }: ShotTimelineProps) {
  const played = durationSeconds > 0 ? rest.seconds / durationSeconds : 0;
  return (
    <div className="film">
      <div className="film-clock num small soft">
        {clock(rest.seconds)} of {clock(durationSeconds)}
      </div>
      <ol className="film-strip" aria-label="Shots">
        {shots.map((shot, index) => (
          <li
            key={shot.startSeconds}
            style={{ flexGrow: Math.max(0.05, shot.endSeconds - shot.startSeconds) }}
          >
            <button
              type="button"
              aria-pressed={rest.chosen === index}
              aria-label={`Shot ${index + 1}, from ${clock(shot.startSeconds)} to ${clock(shot.endSeconds)}`}
              onClick={() => rest.onChoose(index)}
            >
              <img
                src={frameUrl(digest, shot.keyframeSeconds, 320)}
                alt=""
                loading="lazy"
                data-veiled={rest.veiled}
              />
              <span className="num">{clock(shot.startSeconds)}</span>
            </button>
          </li>
        ))}
        <span className="film-head" style={{ left: `${played * 100}%` }} aria-hidden="true" />
      </ol>
    </div>
  );
}
