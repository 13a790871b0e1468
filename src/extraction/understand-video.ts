import { codeOf, messageOf } from '../base/errors.ts';
import { ok, type Outcome } from '../contracts/outcome.ts';
import type { SignalRef } from '../contracts/signal-ref.ts';
import type { VideoReading } from '../media/video/reading.ts';
import { readVideo } from '../media/video/read-video.ts';
import { shotWeights, videoValueOf } from '../signals/video.ts';
import { joinParts, type Finding } from './finding.ts';
import type { PartValues } from './named-values.ts';
import { poolFindings } from './pool-findings.ts';
import {
  failedPicture,
  isVideo,
  understandPicture,
  type AssetFindings,
  type PictureUnit,
} from './understand-picture.ts';
import type { Bench } from './workplace.ts';

/**
 * A video: its shots, the signals of each shot's keyframe as those of a picture, and from them,
 * weighted by how long the shots are, what is said of the whole.
 */
export async function understandVideo(
  path: string,
  unit: PictureUnit,
  signals: readonly SignalRef[],
  known: (part: string) => PartValues,
  bench: Bench,
): Promise<AssetFindings> {
  const reading = await tryRead(path);
  const pictured = signals.filter((signal) => !isVideo(signal));
  if (!('facts' in reading)) return failedPicture(unit.part, signals, reading, bench.registry);

  const findings: Finding[] = [];
  const parts = reading.keyframes.map((_, index) => joinParts(unit.part, `k${index}`));
  let failure: AssetFindings['failure'];
  if (pictured.length > 0) {
    for (const [index, { raster }] of reading.keyframes.entries()) {
      const part = parts[index] ?? '';
      const frame = { frame: raster };
      const found = await understandPicture(frame, { ...unit, part }, pictured, known(part), bench);
      findings.push(...found.findings);
      failure ??= found.failure;
    }
    const weights = shotWeights(reading);
    findings.push(...poolFindings(unit.part, parts, weights, pictured, findings, bench.registry));
  }
  for (const signal of signals.filter(isVideo)) {
    const outcome: Outcome<unknown> = ok(videoValueOf(reading));
    findings.push({ signal, part: unit.part, outcome, cpuMs: 0 });
  }
  const { width, height, durationSeconds } = reading.facts;
  return {
    findings,
    size: { width, height },
    durationSeconds,
    ...(failure && { failure }),
  };
}

async function tryRead(path: string): Promise<VideoReading | { code: string; message: string }> {
  try {
    return await readVideo(path);
  } catch (error) {
    return { code: codeOf(error), message: messageOf(error) };
  }
}
