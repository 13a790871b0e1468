/** Milliseconds since 1970; injected wherever time decides something. */
export type Clock = () => number;

export const systemClock: Clock = Date.now;
