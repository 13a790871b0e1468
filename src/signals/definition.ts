import type { z } from 'zod';
import type { ItemText, AttributeValue } from '../contracts/item.ts';
import type { Outcome } from '../contracts/outcome.ts';
import type { RasterName, Rasters } from '../contracts/raster.ts';
import type { SignalContract } from '../contracts/signal.ts';
import type { SignalName, SignalValue, SignalValues } from '../contracts/values.ts';
import type { Model } from '../runtime/model.ts';

/** What an extractor sees: an item, or one further picture of it (a second asset, a keyframe). */
export interface Unit {
  readonly item: {
    readonly id: string;
    readonly text: ItemText;
    readonly attributes: Readonly<Record<string, AttributeValue>>;
  };
  /** Empty for the item itself; `1`, `2` … for further assets; `k0`, `k1` … for keyframes. */
  readonly part: string;
  /** Present where the unit has a picture, with the rasters its signals asked for. */
  readonly image?: {
    /** Pixels of the upright original. */
    readonly width: number;
    readonly height: number;
    readonly rasters: Rasters;
  };
  /** Values of the signals computed before this one, among those named as its inputs. */
  readonly signals: SignalValues;
}

/** What an extractor may use besides its unit. */
export interface Tools {
  /** The loaded model of that name. */
  model(name: string): Promise<Model>;
  /** Computes once for this unit what several signals need, such as one run of a shared model. */
  once<T>(key: string, compute: () => Promise<T>): Promise<T>;
}

/** A value of one part of a unit, for signals that say several things: `o0`, `o1` … for boxes. */
export interface Part<Value> {
  readonly part: string;
  readonly value: Value;
}

/** A value to pool with the share (0..1, summing to 1) of the video that it stands for. */
export interface Weighted<Value> {
  readonly value: Value;
  readonly weight: number;
}

interface Common<Name extends SignalName> {
  readonly contract: SignalContract & { readonly name: Name };
  readonly schema: z.ZodType<SignalValue<Name>>;
  /** `image`: runs for each picture; `item`: runs once an item, with or without a picture. */
  readonly scope: 'image' | 'item';
  /** `decode` runs beside the decoder and uses no model; `inference` may use models. */
  readonly stage: 'decode' | 'inference';
  readonly rasters: readonly RasterName[];
  /** Digest of what it reads besides its unit, where that is not the program's own; else undefined. */
  settings?(): string | undefined;
  /**
   * From the values of a video's keyframes to the value of the item. Without it the keyframe of
   * the longest shot speaks for the item.
   */
  pool?(values: readonly Weighted<SignalValue<Name>>[]): Outcome<SignalValue<Name>>;
}

/** A signal: its contract and the code that computes it. Pure but for its models. */
export type SignalDefinition<Name extends SignalName = SignalName> =
  | (Common<Name> & {
      extract(unit: Unit, tools: Tools): Promise<Outcome<SignalValue<Name>>>;
      extractParts?: never;
    })
  | (Common<Name> & {
      extract?: never;
      extractParts(unit: Unit, tools: Tools): Promise<Outcome<readonly Part<SignalValue<Name>>[]>>;
    });

/** Declares a signal; checks at compile time that its value is the one its name promises. */
export function defineSignal<Name extends SignalName>(
  definition: SignalDefinition<Name>,
): SignalDefinition<Name> {
  return definition;
}
