import type { z } from 'zod';
import { dayMs, minuteMs } from '../base/durations.ts';
import { engagementEventSchema, type RefusedEvent } from '../contracts/events.ts';

/** An event that may be kept, as it is kept. */
export interface JudgedEvent {
  /** Its place in the request. */
  readonly index: number;
  readonly event: z.output<typeof engagementEventSchema>;
  /** When it happened; of those that do not say, now. */
  readonly at: Date;
}

export type Judgement = { readonly judged: JudgedEvent } | { readonly refused: RefusedEvent };

export interface TimesOfEvents {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Days that events are kept: an older one would go at once. */
  readonly days: number;
}

/** Clocks of devices are so much ahead at most. */
const toleranceMs = 5 * minuteMs;
/** Whether an event is one, by itself: in its form and its time. */
export function judgeEvent(sent: unknown, index: number, { now, days }: TimesOfEvents): Judgement {
  const parsed = engagementEventSchema.safeParse(sent);
  const refuse = (code: RefusedEvent['code'], message: string): Judgement => ({
    refused: { index, id: idOf(sent), code, message },
  });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'event'}: ${message}`,
    );
    return refuse('invalid-event', problems.join('; '));
  }
  const event = parsed.data;
  const at = event.at === undefined ? now : Date.parse(event.at);
  if (at > now + toleranceMs) {
    return refuse(
      'future-event',
      `Expected a time up to now, ${new Date(now).toISOString()}, got ${event.at}: is the clock of the device right?`,
    );
  }
  if (at < now - days * dayMs) {
    return refuse(
      'too-old',
      `Expected a time within the ${days} days that events are kept, got ${event.at}.`,
    );
  }
  return { judged: { index, event, at: new Date(at) } };
}

function idOf(sent: unknown): string | null {
  if (typeof sent !== 'object' || sent === null || !('id' in sent)) return null;
  return typeof sent.id === 'string' ? sent.id.slice(0, 128) : null;
}
