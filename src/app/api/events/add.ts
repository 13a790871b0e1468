import { daysOf } from '../../../base/days-setting.ts';
import { eventsRequestSchema } from '../../../contracts/events.ts';
import { eventDays } from '../../../engagement/forget-old-events.ts';
import { recordEvents } from '../../../engagement/record-events.ts';
import type { RegisterRoute } from '../route.ts';
import { validateForm } from '../validate.ts';

/** A thousand events whose texts are as long as they may be. */
const bodyLimit = 8 * 1024 * 1024;

/**
 * `POST /v1/events` with `{"events": […]}`: those that are not refused are durable once it answers,
 * and are never taken twice. Each is judged by itself: a request all of whose events are refused
 * succeeds as well, and says so.
 */
export const registerAddEvents: RegisterRoute = (server, { context }) => {
  const days = daysOf(eventDays);
  server.post(
    '/v1/events',
    { bodyLimit, config: { scope: 'events' } },
    async ({ body, principal: { consumer } }) => {
      const { events } = validateForm(eventsRequestSchema, body);
      return await recordEvents(events, { consumer, now: context.clock(), days }, context.db);
    },
  );
};
