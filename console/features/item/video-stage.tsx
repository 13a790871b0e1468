import { useRef, useState } from 'react';
import type { ItemDetail } from '../../../src/contracts/api.ts';
import type { Box } from '../../../src/contracts/box.ts';
import { assetUrl, frameUrl } from '../../api/media.ts';
import { Picture } from '../../ui/picture.tsx';
import { Reveal } from '../../ui/reveal.tsx';
import { titleOf } from '../../ui/title.ts';
import { partOf, shotPart } from './item-part.ts';
import { findValue } from './item-signals.ts';
import { Overlay } from '../../ui/overlay.tsx';
import { ShotTimeline } from './shot-timeline.tsx';
import './stage.css';

interface VideoStageProps {
  readonly detail: ItemDetail;
  readonly digest: string;
  /** The part that is looked at: the whole video (empty, `1` …) or a shot of it (`k0`, `1/k0` …). */
  readonly part: string;
  readonly onPart: (part: string) => void;
  readonly veiled: boolean;
  readonly onReveal: () => void;
  readonly pointed: string | undefined;
  readonly onPoint: (region: string | undefined) => void;
  readonly onSearch: (box: Box) => void;
}

/** The video with its shots under it. Over a shot's keyframe stands what was found on it. */
export function VideoStage({ detail, digest, part, onPart, veiled, ...rest }: VideoStageProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [seconds, setSeconds] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const { card } = detail;
  const { whole, shot: chosen } = partOf(part);
  const facts = findValue(detail, whole, 'video');
  const shots = facts?.shots ?? [];
  const { width, height } = facts ?? card;
  const ratio = width > 0 && height > 0 ? width / height : 16 / 9;

  const show = (index: number) => {
    onPart(shotPart(whole, index));
    const shot = shots[index];
    if (video.current === null || shot === undefined) return;
    video.current.pause();
    video.current.currentTime = shot.keyframeSeconds;
  };

  return (
    <>
      <div className="stage" style={{ aspectRatio: String(ratio), ['--ratio' as string]: ratio }}>
        {veiled ? (
          <>
            <Picture card={card} width={640} alt="" veiled eager />
            <Reveal title={titleOf(card)} onReveal={rest.onReveal} />
          </>
        ) : (
          <video
            ref={video}
            className="stage-video"
            src={assetUrl(digest)}
            poster={frameUrl(digest, shots[0]?.keyframeSeconds ?? 0, 1280)}
            aria-label={titleOf(card)}
            controls
            muted
            preload="metadata"
            onTimeUpdate={(event) => setSeconds(event.currentTarget.currentTime)}
            onPlay={() => {
              setPlaying(true);
              onPart(whole);
            }}
            onPause={() => setPlaying(false)}
          />
        )}
        {chosen !== undefined && !isPlaying && !veiled && (
          <Overlay
            objects={findValue(detail, part, 'objects')?.objects ?? []}
            lines={findValue(detail, part, 'ocr')?.lines ?? []}
            pointed={rest.pointed}
            onPoint={rest.onPoint}
            onSearch={rest.onSearch}
          />
        )}
      </div>
      {facts !== undefined && (
        <ShotTimeline
          digest={digest}
          shots={shots}
          durationSeconds={facts.durationSeconds}
          seconds={seconds}
          chosen={chosen}
          veiled={veiled}
          onChoose={show}
        />
      )}
    </>
  );
}
