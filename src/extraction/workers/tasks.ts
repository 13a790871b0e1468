import type { Box } from '../../contracts/box.ts';
import type { Raster, RasterName, Rasters } from '../../contracts/raster.ts';
import type { SignalRef } from '../../contracts/signal-ref.ts';
import type { Recipe } from '../../signals/recipes/recipe.ts';
import type { KnownUnit, Said } from '../run-signals.ts';

/** A picture as a file, as bytes, as the pixels of a video's frame, or a part of one of these. */
export type PictureSource = (
  { readonly path: string } | { readonly bytes: Uint8Array } | { readonly frame: Raster }
) & { readonly box?: Box };

/** To a decode worker. */
export interface DecodeTask {
  /** With a box, the rasters are those of the part inside it that embeddings are made from. */
  readonly picture: PictureSource;
  readonly wanted: readonly RasterName[];
  /** Signals of the decode stage. */
  readonly signals: readonly SignalRef[];
  /** Of those of them that a recipe makes: a thread knows the program's alone. */
  readonly recipes: readonly Recipe[];
  readonly unit: KnownUnit;
}

export type DecodeAnswer = Decoded | DecodeFailure;

/** An error as a value: what is thrown in a worker loses its class and code on the way. */
export interface DecodeFailure {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
}

export interface Decoded {
  readonly ok: true;
  readonly width: number;
  readonly height: number;
  /** Those wanted by the signals of the inference stage. */
  readonly rasters: Rasters;
  readonly said: readonly Said[];
  /** CPU of decoding on the worker's own thread; the decoder's threads are not in it. */
  readonly cpuMs: number;
}

/** To an inference worker: signals to run in this order. */
export interface InferenceTask {
  readonly unit: KnownUnit;
  readonly signals: readonly SignalRef[];
  /** Of those of them that a recipe makes. */
  readonly recipes: readonly Recipe[];
  /** To be loaded beforehand, whether or not the signals come to run them. */
  readonly models?: readonly string[];
}

export interface InferenceAnswer {
  readonly said: readonly Said[];
  /** How many runs each batch of a model joined. */
  readonly batches: readonly number[];
  /** The thread that ran it. */
  readonly thread: number;
}
