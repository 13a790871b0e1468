/** Milliseconds of units of time; a day is 24 hours, as of UTC. */
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
