import { expect, test } from 'vitest';
import { covers, mayReadSignal, requireSignal } from '../../src/consumers/permission.ts';
import { cliPrincipal, type Declaration, type Principal } from '../../src/consumers/principal.ts';
import { knownScopes, type Scope } from '../../src/contracts/scopes.ts';

const keyOf = (scopes: Scope[], declared: Declaration[]): Principal => ({
  consumer: 'feed',
  grant: { key: 'k', scopes, declared, limits: { requestsPerSecond: null, itemsPerDay: null } },
});

test('mayReadSignal() lets a follower read every version, and who declares a version that one', () => {
  const follower = keyOf(['signals:read'], [{ signal: 'ocr', version: null }]);
  const pinned = keyOf(['signals:read:ocr'], [{ signal: 'ocr', version: 2 }]);
  const both = keyOf(
    ['signals:read'],
    [...(follower.grant?.declared ?? []), { signal: 'topics', version: 1 }],
  );
  const may = (principal: Principal) =>
    [1, 2, 3].map((version) => mayReadSignal(principal, 'ocr', version));
  expect(may(follower)).toEqual([true, true, true]);
  expect(may(pinned)).toEqual([false, true, false]);
  expect(may(both)).toEqual([true, true, true]);
  expect(mayReadSignal(both, 'topics', 2)).toBe(false);
  expect(may(cliPrincipal)).toEqual([true, true, true]);
});

test('requireSignal() without a version asks whether any may be read', () => {
  const pinned = keyOf(['signals:read'], [{ signal: 'ocr', version: 2 }]);
  expect(() => requireSignal(pinned, 'ocr')).not.toThrow();
  expect(() => requireSignal(pinned, 'ocr', 1)).toThrow(
    /feed declares ocr@2, not ocr@1.*--signals ocr@2,ocr@1/,
  );
  expect(() => requireSignal(keyOf(['signals:read'], []), 'ocr')).toThrow(/no signal, not ocr/);
  expect(() => requireSignal(keyOf(['items:read'], []), 'ocr')).toThrow(/signals:read:ocr/);
});

test('covers() has signals:read hold every single signal, and nothing hold more than itself', () => {
  expect(covers(['signals:read'], 'signals:read:ocr')).toBe(true);
  expect(covers(['signals:read:ocr'], 'signals:read:ocr')).toBe(true);
  expect(covers(['signals:read:ocr'], 'signals:read:topics')).toBe(false);
  expect(covers(['signals:read:ocr'], 'signals:read')).toBe(false);
  expect(covers(['signals:read', 'items:read'], 'search')).toBe(false);
});

test('knownScopes() leaves out the scope of a signal that there is no more', () => {
  expect(knownScopes(['search', 'signals:read:gone', 'signals:read:ocr'])).toEqual([
    'search',
    'signals:read:ocr',
  ]);
});
