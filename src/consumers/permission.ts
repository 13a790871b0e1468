import { forbidden, type UnderstoryError } from '../base/errors.ts';
import type { Scope } from '../contracts/scopes.ts';
import { declarationText } from './declaration.ts';
import type { Grant, Principal } from './principal.ts';

/** Whether these scopes hold another: `signals:read` holds every `signals:read:NAME`. */
export function covers(held: readonly Scope[], scope: Scope): boolean {
  return (
    held.includes(scope) || (scope.startsWith('signals:read:') && held.includes('signals:read'))
  );
}

/** @throws forbidden `scope-missing`, which says how to come by it */
export function requireScope({ consumer, grant }: Principal, scope: Scope): void {
  if (grant === null || covers(grant.scopes, scope)) return;
  throw forbidden(
    'scope-missing',
    `This needs the scope ${scope}; the key ${grant.key} has ${grant.scopes.join(', ')}. ` +
      `The owner of the installation gives a key that has it: understory consumers key ${consumer} --scopes ${[...grant.scopes, scope].join(',')}`,
  );
}

/**
 * Whether a signal may be read in that version: the key has the scope, and its consumer declares
 * the version, or follows the signal, which lets it read the versions before and after as well.
 */
export function mayReadSignal(principal: Principal, signal: string, version: number): boolean {
  return refusalToRead(principal, signal, version) === undefined;
}

/**
 * Of a signal that is asked for by name; without a version, whether any may be read.
 *
 * @throws forbidden `scope-missing` or `signal-not-declared`, which says how to declare it
 */
export function requireSignal(principal: Principal, signal: string, version?: number): void {
  const refusal = refusalToRead(principal, signal, version);
  if (refusal) throw refusal;
}

/**
 * Of a version that is computed for content that the consumer sends: whoever uses it declares it.
 *
 * @throws forbidden `signal-not-declared`, which says how to declare it
 */
export function requireDeclared(
  { consumer, grant }: Principal,
  signal: string,
  version: number,
): void {
  if (grant === null || declares(grant, signal, version)) return;
  throw notDeclared(consumer, grant, signal, version);
}

/** @throws forbidden `another-consumer` of what is a consumer's own. */
export function requireSelf({ consumer, grant }: Principal, name: string): void {
  if (grant === null || consumer === name) return;
  throw forbidden('another-consumer', `This key is of ${consumer} and sees nothing of others.`);
}

function refusalToRead(
  { consumer, grant }: Principal,
  signal: string,
  version: number | undefined,
): UnderstoryError | undefined {
  if (grant === null) return undefined;
  if (
    !grant.scopes.some((scope) => scope === 'signals:read' || scope === `signals:read:${signal}`)
  ) {
    return forbidden(
      'scope-missing',
      `Reading ${signal} needs the scope signals:read or signals:read:${signal}; the key ${grant.key} has ${grant.scopes.join(', ')}. ` +
        `The owner of the installation gives another: understory consumers key ${consumer} --scopes signals:read:${signal}`,
    );
  }
  return declares(grant, signal, version)
    ? undefined
    : notDeclared(consumer, grant, signal, version);
}

function declares({ declared }: Grant, signal: string, version: number | undefined): boolean {
  return declared.some(
    (each) =>
      each.signal === signal &&
      (version === undefined || each.version === null || each.version === version),
  );
}

function notDeclared(
  consumer: string,
  { declared }: Grant,
  signal: string,
  version: number | undefined,
): UnderstoryError {
  const wanted = { signal, version: version ?? null };
  const others = declared.map(declarationText).filter((text) => text !== signal);
  const all = [...others, declarationText(wanted)].join(',');
  return forbidden(
    'signal-not-declared',
    `${consumer} declares ${others.join(', ') || 'no signal'}, not ${declarationText(wanted)}: who reads a signal declares it, so that it is not changed under its readers. ` +
      `The owner of the installation declares it: understory consumers declare ${consumer} --signals ${all}`,
  );
}
