import type { SignalRef } from '../contracts/signal-ref.ts';
import type { SignalName, SignalValue } from '../contracts/values.ts';

/** `ocr` follows the live version, `image_embedding@2` is that one. */
export type AskedSignal = SignalName | SignalRef;

export type NameOf<Asked extends AskedSignal> = Asked extends `${infer Name}@${number}`
  ? Extract<Name, SignalName>
  : Extract<Asked, SignalName>;

/** Embeddings made to be compared with another signal lie in that one's space. */
export interface SharedSpaces {
  readonly 'crop_embedding@1': 'image_embedding@1';
  readonly 'crop_embedding@2': 'image_embedding@2';
}

export type SpaceOf<Asked extends AskedSignal> = Asked extends keyof SharedSpaces
  ? SharedSpaces[Asked]
  : Asked;

declare const space: unique symbol;

/** Numbers that know in which space they lie: those of two versions are never comparable. */
export type Vector<Space extends AskedSignal> = ArrayLike<number> & { readonly [space]: Space };

/** The value of a signal as its contract has it; vectors know their space. */
export type ValueOf<Asked extends AskedSignal> =
  SignalValue<NameOf<Asked>> extends { vector: number[] }
    ? Omit<SignalValue<NameOf<Asked>>, 'vector'> & { readonly vector: Vector<SpaceOf<Asked>> }
    : SignalValue<NameOf<Asked>>;

/** What a signal says of one unit; times are ISO 8601. */
export type OutcomeOf<Asked extends AskedSignal> =
  | { readonly status: 'ok'; readonly value: ValueOf<Asked>; readonly computedAt: string }
  | {
      readonly status: 'abstained' | 'failed';
      readonly reason: string;
      readonly computedAt: string;
    };

/** Of an item and its parts (`k0` a keyframe, `o0` a box …), all of one version. */
export type AnswerOf<Asked extends AskedSignal> = (
  | OutcomeOf<Asked>
  /** There is nothing of the item itself. */
  | { readonly status: 'absent' }
) & {
  readonly version: number;
  readonly parts: readonly (OutcomeOf<Asked> & { readonly part: string })[];
};

/** The signals of one item, by what was asked for. */
export type SignalsOf<Asked extends AskedSignal> = {
  readonly [Each in Asked]: AnswerOf<Each>;
};
