import type { Home } from '../../base/home.ts';

/** What a check looks at. */
export interface Patient {
  readonly home: Home;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * What a check found. `failed` is for what the program cannot do without, `warning` for what it
 * does less well without.
 */
export interface Finding {
  readonly status: 'ok' | 'warning' | 'failed';
  /** What there is, with versions and places; no secret. */
  readonly found: string;
  /** What to do about it; null where there is nothing to do. */
  readonly todo: string | null;
}

/** One thing that must work. It stays on this machine: nothing is fetched from a network. */
export interface Check {
  readonly name: string;
  /** A throw counts as `failed`. */
  run(patient: Patient): Promise<Finding>;
}

export function ok(found: string): Finding {
  return { status: 'ok', found, todo: null };
}

export function warning(found: string, todo: string): Finding {
  return { status: 'warning', found, todo };
}

export function failed(found: string, todo: string): Finding {
  return { status: 'failed', found, todo };
}
