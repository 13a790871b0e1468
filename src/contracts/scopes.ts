import { z } from 'zod';
import { signalNames, type SignalName } from './values.ts';

/** What a key may be allowed, besides single signals. */
export const broadScopes = [
  'signals:read',
  'signals:compute',
  'items:read',
  'items:write',
  'search',
  'events',
  'home',
  'changes:read',
  'export',
  'webhooks',
  'keys:rotate',
  'metrics',
] as const;

/**
 * `signals:read` is every signal that the consumer declares, `signals:read:NAME` only that one;
 * `signals:compute` computes those that the consumer declares for content that it sends.
 */
export type Scope = (typeof broadScopes)[number] | `signals:read:${SignalName}`;

export const scopes: readonly Scope[] = [
  ...broadScopes,
  ...signalNames.map((name) => `signals:read:${name}` as const),
];

export const scopeSchema = z.enum(scopes, {
  error: ({ input }) =>
    `Expected a scope, got ${JSON.stringify(input)}. There are: ${broadScopes.join(', ')}, and signals:read:NAME for one signal.`,
});

/** Those that this program knows: a key outlives the signal that a scope of it named. */
export function knownScopes(texts: readonly string[]): Scope[] {
  return scopes.filter((scope) => texts.includes(scope));
}
