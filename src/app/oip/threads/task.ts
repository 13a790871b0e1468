import type { Fault } from '../../../base/errors.ts';
import type { WrittenAnswer } from '../wire/write-answer.ts';

/** To a thread that runs models. */
export interface ModelTask {
  readonly name: string;
  /** SHA-256 of the ONNX file it is to be; undefined for whatever is there, or is made first. */
  readonly digest: string | undefined;
  /** Without one the model is loaded, no more. */
  readonly request?: {
    readonly body: Uint8Array;
    /** How much of it is JSON; undefined for all. */
    readonly jsonBytes: number | undefined;
  };
}

/** Errors are values: what is thrown in a thread loses its class and code on the way. */
export type ModelReply =
  | {
      readonly ok: true;
      readonly answer: WrittenAnswer | undefined;
      /** From the request to the answer, without loading the model. */
      readonly tookMs: number;
    }
  | ModelFailure;

export interface ModelFailure {
  readonly ok: false;
  readonly fault: Fault;
  readonly code: string;
  /** Safe to show. */
  readonly message: string;
  /** What is for the log only. */
  readonly detail?: string;
}
