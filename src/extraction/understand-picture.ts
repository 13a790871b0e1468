import type { Outcome } from '../contracts/outcome.ts';
import { fail } from '../contracts/outcome.ts';
import type { SignalName, SignalValues } from '../contracts/values.ts';
import type { Unit } from '../signals/definition.ts';
import { extractorOf, seesPictures } from '../signals/table.ts';
import { findingsOf, sameOutcome, valuesOf, type Finding } from './finding.ts';
import type { ExtractionPools } from './workers/pools.ts';
import type { PictureSource } from './workers/tasks.ts';

export interface AssetFindings {
  readonly findings: readonly Finding[];
  /** Of the upright picture, in pixels; absent where it could not be decoded. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly durationSeconds?: number;
  readonly failure?: Failure;
}

export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** One picture through both stages: decoded once, its pixels' signals beside, its models' after. */
export async function understandPicture(
  picture: PictureSource,
  unit: Omit<Unit, 'image' | 'signals'>,
  signals: readonly SignalName[],
  known: SignalValues,
  pools: ExtractionPools,
): Promise<AssetFindings> {
  const ofStage = (stage: string) =>
    signals.filter((signal) => extractorOf(signal).stage === stage);
  const inferred = ofStage('inference');
  const wanted = [...new Set(inferred.flatMap((signal) => extractorOf(signal).rasters))];
  const answer = await pools.decode({
    picture,
    wanted,
    signals: ofStage('decode'),
    unit: { ...unit, signals: known },
  });
  if (!answer.ok) return failedPicture(unit.part, signals, answer);

  const { width, height, rasters, said } = answer;
  const pixels = findingsOf(unit.part, said);
  const values = { ...known, ...valuesOf(pixels, unit.part) };
  const answers =
    inferred.length === 0
      ? []
      : await pools.infer({
          unit: { ...unit, image: { width, height, rasters }, signals: values },
          signals: inferred,
        });
  return {
    findings: [...pixels, ...findingsOf(unit.part, answers)],
    size: { width, height },
  };
}

/** A picture that cannot be decoded fails all signals that look at it, with one reason. */
export function failedPicture(
  part: string,
  signals: readonly SignalName[],
  { code, message }: Failure,
): AssetFindings {
  const outcome: Outcome<never> = fail(`${code}: ${message}`);
  const pictured = signals.filter((signal) => signal === 'video' || seesPictures(signal));
  return { findings: sameOutcome(pictured, part, outcome), failure: { code, message } };
}
