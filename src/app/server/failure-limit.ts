import { isIPv6 } from 'node:net';
import type { FastifyReply } from 'fastify';
import type { Clock } from '../../base/clock.ts';
import { problem, sendProblem } from '../api/problem.ts';

/** How often each address may offer what is no token and no key. */
export interface FailureLimit {
  note(address: string): void;
  /** Milliseconds until the address may try again; 0 where it may now. */
  waitOf(address: string): number;
}

/** Of one address in one window; a person who mistypes is far from it, a guesser is not. */
const mostFailures = 100;
const windowMs = 60_000;

/** Addresses remembered: the oldest are forgotten, so that no flood of them fills the memory. */
const mostAddresses = 10_000;

export function createFailureLimit(clock: Clock): FailureLimit {
  const windows = new Map<string, { readonly since: number; failures: number }>();
  const windowOf = (source: string) => {
    const window = windows.get(source);
    return window && clock() - window.since < windowMs ? window : undefined;
  };
  return {
    note(address) {
      const source = sourceOf(address);
      const window = windowOf(source);
      if (window) {
        window.failures += 1;
        return;
      }
      windows.delete(source);
      windows.set(source, { since: clock(), failures: 1 });
      const [oldest] = windows.keys();
      if (windows.size > mostAddresses && oldest !== undefined) windows.delete(oldest);
    },
    waitOf(address) {
      const window = windowOf(sourceOf(address));
      if (!window || window.failures < mostFailures) return 0;
      return window.since + windowMs - clock();
    },
  };
}

export async function sendTooMany(reply: FastifyReply, waitMs: number): Promise<void> {
  const seconds = Math.ceil(waitMs / 1000);
  await sendProblem(
    reply.header('retry-after', seconds),
    problem(
      429,
      'too-many-failures',
      `Your address sent ${mostFailures} wrong keys or tokens in a minute. Try again in ${seconds} s with a right one.`,
    ),
  );
}

/** A host of IPv6 has a whole network of addresses to guess from: its first 64 bits count. */
function sourceOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const rest = tail?.split(':').filter((group) => group !== '') ?? [];
  const zeros = Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0');
  return [...groups, ...(tail === undefined ? [] : zeros), ...rest].slice(0, 4).join(':');
}
