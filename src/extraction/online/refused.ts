import { UnderstoryError } from '../../base/errors.ts';
import type { Refusal } from './refusal.ts';

/** Thrown where a refusal ends all that was to come of it: a search without its query. */
export class Refused extends UnderstoryError {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super('dependency', refusal.reason, refusal.message);
    this.refusal = refusal;
  }
}
