import { createFlights } from './flights.ts';
import { createWorkQueue, type Ticket } from './queue.ts';
import { createPatience, type Asker } from './patience.ts';
import { overloaded, type Refusal } from './refusal.ts';

/** Something to compute. */
export interface Work<Result> {
  /** The same work has the same key. */
  readonly key: string;
  /** How long it is thought to take in the threads. */
  readonly costMs: number;
  /** @param isWanted Whether anybody still waits for it. */
  compute(isWanted: () => boolean): Promise<Result>;
}

export interface Done<Result> {
  readonly kind: 'done';
  readonly result: Result;
  /** From when it was queued to when it began. */
  readonly waitedMs: number;
  /** Whether another had asked for it before. */
  readonly joined: boolean;
}

/** Decides what is computed, when, and what is not: before a queue grows, and once nobody waits. */
export interface Scheduler<Result> {
  run(work: Work<Result>, asker: Asker): Promise<Done<Result> | Refusal>;
  waitMs(deadline: number): number;
  readonly waiting: number;
  readonly running: number;
}

export interface SchedulerBounds {
  /** Threads of a stage. */
  readonly threads: number;
  readonly mostWaitMs: number;
}

/** So many more than there are cores to work, so that none waits while others are handed on. */
const spareOf = (threads: number): number => Math.max(2, Math.ceil(threads / 4));

export function createScheduler<Result>(
  { threads, mostWaitMs }: SchedulerBounds,
  now: () => number,
): Scheduler<Result> {
  const queue = createWorkQueue({ atOnce: threads + spareOf(threads), lanes: threads }, now);
  const tickets = new Map<string, Ticket>();
  const flights = createFlights<{ readonly result: Result; readonly waitedMs: number }>((key) => {
    const ticket = tickets.get(key);
    if (ticket) queue.remove(ticket);
    tickets.delete(key);
  });

  const refusalOf = ({ costMs }: Work<Result>, deadline: number): Refusal | undefined => {
    const waitMs = queue.waitMs(deadline);
    const left = deadline - now();
    if (waitMs > mostWaitMs) return overloaded(waitMs, mostWaitMs);
    if (waitMs > 0 && waitMs + costMs > left) return overloaded(waitMs + costMs, left);
    return undefined;
  };

  const join = (work: Work<Result>, asker: Asker) =>
    flights.join(work.key, asker, ({ deadline, isWanted }) => {
      const queued = now();
      return new Promise((resolve, reject) => {
        const ticket: Ticket = {
          costMs: work.costMs,
          deadline,
          async start() {
            tickets.delete(work.key);
            const waitedMs = now() - queued;
            await work.compute(isWanted).then((result) => resolve({ result, waitedMs }), reject);
          },
          // Those who waited were told at their deadlines.
          drop: () => tickets.delete(work.key),
        };
        tickets.set(work.key, ticket);
        queue.add(ticket);
      });
    });

  return {
    async run(work, asker) {
      const joined = flights.has(work.key);
      const refusal = joined ? undefined : refusalOf(work, asker.deadline);
      if (refusal) return refusal;
      const patience = createPatience(asker, now);
      try {
        const done = join(work, asker).then((result) => ({
          kind: 'done' as const,
          ...result,
          joined,
        }));
        return await Promise.race([done, patience.refusal]);
      } finally {
        patience.end();
        flights.leave(work.key, asker);
      }
    },
    waitMs: (deadline) => queue.waitMs(deadline),
    get waiting() {
      return queue.waiting;
    },
    get running() {
      return queue.running;
    },
  };
}
