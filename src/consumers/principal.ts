import type { ConsumerLimits } from '../contracts/consumers.ts';
import type { Scope } from '../contracts/scopes.ts';

/** What a consumer says it uses; `version` null follows the live one. */
export interface Declaration {
  readonly signal: string;
  readonly version: number | null;
}

/** What a key allows. */
export interface Grant {
  /** The id of the key. */
  readonly key: string;
  readonly scopes: readonly Scope[];
  readonly declared: readonly Declaration[];
  readonly limits: ConsumerLimits;
}

/** Who asks. Without a grant it is the owner of the installation, who may do everything. */
export interface Principal {
  readonly consumer: string;
  readonly grant: Grant | null;
}

/** Requests with the installation's token: the console, and programs of its owner. */
export const consolePrincipal: Principal = { consumer: 'console', grant: null };

/** Commands of this program, run by the owner of the home. */
export const cliPrincipal: Principal = { consumer: 'cli', grant: null };
