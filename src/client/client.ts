/** What `understory/client` exports. */
export type {
  AnswerOf,
  AskedSignal,
  OutcomeOf,
  SignalsOf,
  SpaceOf,
  ValueOf,
  Vector,
} from './asked-signal.ts';
export { ClientError, type ClientErrorKind } from './client-error.ts';
export { cosine } from './cosine.ts';
export {
  createClient,
  type CallOptions,
  type Client,
  type ClientOptions,
  type ReadOptions,
  type SignalReader,
} from './create-client.ts';
export type { EventOf, FollowOptions } from './follow-changes.ts';
export type { FloatVector, Vectors } from './vectors.ts';
