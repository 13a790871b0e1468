import { config } from 'zod';

/**
 * Schemas compile themselves with `eval` unless told not to; the policy of the page forbids it.
 * Imported before any schema is made.
 */
config({ jitless: true });
