import { inputError } from '../../base/errors.ts';

/** A repository of models on a hub and the branch, tag or commit that is meant. */
export interface HubReference {
  /** `owner/name`. */
  readonly repository: string;
  readonly revision: string;
}

const segment = '[A-Za-z0-9][A-Za-z0-9._-]{0,95}';
const pattern = new RegExp(`^hf:(${segment}/${segment})(?:@([A-Za-z0-9][A-Za-z0-9._/-]{0,99}))?$`);

/**
 * Reads `hf:owner/name` or `hf:owner/name@revision`; without a revision it is `main`.
 *
 * @throws input error `hub-reference`.
 */
export function parseHubReference(text: string): HubReference {
  const [, repository, revision = 'main'] = pattern.exec(text) ?? [];
  if (repository === undefined || text.includes('..')) {
    throw inputError(
      'hub-reference',
      `Expected hf:owner/name or hf:owner/name@revision, got ${JSON.stringify(text.slice(0, 200))}.`,
    );
  }
  return { repository, revision };
}
