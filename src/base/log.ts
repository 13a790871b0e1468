import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Logs as JSON lines on standard error; `UNDERSTORY_LOG` sets the level, `warn` by default. */
export function createLogger(environment: NodeJS.ProcessEnv = process.env): Logger {
  return pino(
    { level: environment.UNDERSTORY_LOG ?? 'warn', base: null },
    pino.destination({ dest: 2, sync: true }),
  );
}
