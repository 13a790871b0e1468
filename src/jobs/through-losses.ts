import type { Presence } from '../storage/postgres/presence.ts';

/**
 * Does what is to be done, again whenever it failed while this process was cut off from the
 * database: that is no fault of the work, and is over when the database is reached again. What
 * others took over meanwhile ends here when the engine next writes that it was done.
 *
 * @throws What `act` threw though the database was reached all the time.
 */
export async function throughLosses<T>(
  { confirm }: Pick<Presence, 'confirm'>,
  act: () => Promise<T>,
): Promise<T> {
  for (;;) {
    const before = await confirm();
    try {
      return await act();
    } catch (error) {
      if ((await confirm()) === before) throw error;
    }
  }
}
