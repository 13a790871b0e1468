import type { broadScopes } from '../../../src/contracts/scopes.ts';

/** What each broad scope lets a key do. */
export const scopeWords: Readonly<Record<(typeof broadScopes)[number], string>> = {
  'signals:read': 'every signal that the consumer declares',
  'signals:compute': 'compute what the consumer declares for content that it sends',
  'items:read': 'items: titles, texts, assets',
  'items:write': 'bring items of its own into the catalogue',
  search: 'search and related items',
  events: 'tell what people did with items, and forget a person',
  home: "a person's feed and interests",
  'changes:read': 'the change feed',
  export: 'exports',
  webhooks: 'its own webhooks',
  'keys:rotate': 'replace itself by a new key',
  metrics: 'what the server counts, for Prometheus',
};
