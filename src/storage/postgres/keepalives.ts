/**
 * A host that is cut off or loses its power says no good-bye: by default PostgreSQL keeps its
 * sessions, with their locks and transactions, for two hours. With these it gives them up after
 * 10 s of silence and 3 probes 3 s apart, or 19 s after the first byte that was not acknowledged.
 */
const settings = {
  tcp_keepalives_idle: 10,
  tcp_keepalives_interval: 3,
  tcp_keepalives_count: 3,
  tcp_user_timeout: 19_000,
} as const;

/** Within so long PostgreSQL has given up the sessions of a host that is lost. */
export const lostWithinMs = 20_000;

/**
 * The URL with options by which PostgreSQL notices within 20 s that a client's host is lost; as it
 * is where it, or the environment (`PGOPTIONS`), has options of its own.
 */
export function withKeepalives(url: string, environment: NodeJS.ProcessEnv = process.env): string {
  const hasOwn = /[?&]options=/.test(url) || Boolean(environment.PGOPTIONS);
  if (hasOwn || !/^postgres(ql)?:\/\//.test(url)) return url;
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  return `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(options.join(' '))}`;
}
