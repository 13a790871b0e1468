/** A computation that is under way or waits for its turn, for all who want it. */
export interface Flight<Result> {
  readonly result: Promise<Result>;
  /** Until when somebody waits, of `performance.now()`. */
  deadline(): number;
  isWanted(): boolean;
}

/** One of those who want it. */
export interface Passenger {
  readonly deadline: number;
}

/** Identical computations at the same time are one. */
export interface Flights<Result> {
  /** Joins the one of that key, which `begin` starts where there is none that is still wanted. */
  join(
    key: string,
    passenger: Passenger,
    begin: (flight: Pick<Flight<Result>, 'deadline' | 'isWanted'>) => Promise<Result>,
  ): Promise<Result>;
  has(key: string): boolean;
  /** Who goes no longer waits; a computation that nobody waits for need not begin. */
  leave(key: string, passenger: Passenger): void;
}

interface Open<Result> extends Flight<Result> {
  readonly passengers: Set<Passenger>;
}

/** @param onAbandoned Told of the key when the last passenger left before the end. */
export function createFlights<Result>(onAbandoned: (key: string) => void): Flights<Result> {
  const open = new Map<string, Open<Result>>();
  const start = (
    key: string,
    passenger: Passenger,
    begin: Parameters<Flights<Result>['join']>[2],
  ): Open<Result> => {
    const passengers = new Set([passenger]);
    const view = {
      deadline: () => Math.max(...[...passengers].map(({ deadline }) => deadline)),
      isWanted: () => passengers.size > 0,
    };
    const flight: Open<Result> = { ...view, passengers, result: begin(view) };
    const end = (): void => {
      if (open.get(key) === flight) open.delete(key);
    };
    flight.result.then(end, end);
    return flight;
  };
  return {
    has: (key) => open.get(key)?.isWanted() ?? false,
    join(key, passenger, begin) {
      const under = open.get(key);
      if (under?.isWanted()) {
        under.passengers.add(passenger);
        return under.result;
      }
      const flight = start(key, passenger, begin);
      open.set(key, flight);
      return flight.result;
    },
    leave(key, passenger) {
      const flight = open.get(key);
      if (!flight?.passengers.delete(passenger) || flight.isWanted()) return;
      open.delete(key);
      onAbandoned(key);
    },
  };
}
