import { afterEach, expect } from 'vitest';
import type { Visitor, VisitorOptions } from '../visitor.ts';
import type { World } from '../world.ts';

/**
 * Visitors of one suite, each with a window of its own at a path; they leave after each test, which
 * fails where the browser complained of anything but what a test asks for: browsers complain of
 * every refused request.
 */
export function useVisits(world: () => World, expected: readonly RegExp[] = []) {
  const visitors: Visitor[] = [];
  afterEach(async () => {
    const left = visitors.splice(0);
    const complaints = left
      .flatMap((visitor) => visitor.complaints)
      .filter((complaint) => !expected.some((pattern) => pattern.test(complaint)));
    for (const visitor of left) await visitor.leave();
    expect(complaints).toEqual([]);
  });
  return async (path: string, options?: VisitorOptions) => {
    const visitor = await world().visit(options);
    visitors.push(visitor);
    await visitor.go(path);
    return visitor.page;
  };
}
