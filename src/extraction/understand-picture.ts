import type { Outcome } from '../contracts/outcome.ts';
import { fail } from '../contracts/outcome.ts';
import { versionOf, type SignalRef } from '../contracts/signal-ref.ts';
import type { Unit } from '../signals/definition.ts';
import type { SignalRegistry } from '../signals/registry.ts';
import { findingsOf, sameOutcome, valuesOf, type Finding } from './finding.ts';
import type { PartValues } from './named-values.ts';
import type { PictureSource } from './workers/tasks.ts';
import type { Bench } from './workplace.ts';

export interface AssetFindings {
  readonly findings: readonly Finding[];
  /** Of the upright picture, in pixels; absent where it could not be decoded. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly durationSeconds?: number;
  readonly failure?: Failure;
}

/** A unit whose picture is still to be decoded. */
export type PictureUnit = Omit<Unit, 'image' | 'signals'>;

export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** One picture through both stages: decoded once, its pixels' signals beside, its models' after. */
export async function understandPicture(
  picture: PictureSource,
  unit: PictureUnit,
  signals: readonly SignalRef[],
  known: PartValues,
  { pools, registry }: Bench,
): Promise<AssetFindings> {
  const ofStage = (stage: string) =>
    signals.filter((signal) => registry.extractorOf(signal).stage === stage);
  const [decoded, inferred] = [ofStage('decode'), ofStage('inference')];
  const wanted = [...new Set(inferred.flatMap((signal) => registry.extractorOf(signal).rasters))];
  const answer = await pools.decode({
    picture,
    wanted,
    signals: decoded,
    recipes: registry.recipesOf(decoded),
    unit: { ...unit, known },
  });
  if (!answer.ok) return failedPicture(unit.part, signals, answer, registry);

  const { width, height, rasters, said } = answer;
  const pixels = findingsOf(unit.part, said);
  const values = { ...known, ...valuesOf(pixels, unit.part) };
  const answers =
    inferred.length === 0
      ? []
      : await pools.infer({
          unit: { ...unit, image: { width, height, rasters }, known: values },
          signals: inferred,
          recipes: registry.recipesOf(inferred),
        });
  return {
    findings: [...pixels, ...findingsOf(unit.part, answers)],
    size: { width, height },
  };
}

/** A picture that cannot be decoded fails all signals that look at it, with one reason. */
export function failedPicture(
  part: string,
  signals: readonly SignalRef[],
  { code, message }: Failure,
  registry: SignalRegistry,
): AssetFindings {
  const outcome: Outcome<never> = fail(`${code}: ${message}`);
  const pictured = signals.filter((signal) => isVideo(signal) || registry.seesPictures(signal));
  return { findings: sameOutcome(pictured, part, outcome), failure: { code, message } };
}

/** The signal of a video itself, which reading the video finds out. */
export function isVideo(signal: SignalRef): boolean {
  return versionOf(signal).name === 'video';
}
