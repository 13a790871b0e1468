/** Work that waits for its turn. Times are of `performance.now()`. */
export interface Ticket {
  /** How long it is thought to take. */
  readonly costMs: number;
  /** Until when somebody wants it: those of the next deadline go first. */
  deadline(): number;
  /** Called once, unless its deadline passed or it was taken out before. */
  start(): Promise<unknown>;
  /** Called in place of `start` where the deadline passed while it waited. */
  drop(): void;
}

/** Work in the order of its deadlines, so much of it at once. */
export interface WorkQueue {
  add(ticket: Ticket): void;
  /** Takes out what has not begun. */
  remove(ticket: Ticket): void;
  /** How long what is due by then would wait for its turn, from what is thought of all before it. */
  waitMs(deadline: number): number;
  readonly waiting: number;
  readonly running: number;
}

/**
 * Earliest deadline first (Liu and Layland, 1973), `atOnce` at a time. The queue itself has no
 * bound: whoever adds asks `waitMs` before.
 *
 * @param lanes How many of those at once the machine works off side by side.
 */
export function createWorkQueue(
  { atOnce, lanes }: { readonly atOnce: number; readonly lanes: number },
  now: () => number,
): WorkQueue {
  const waiting = new Set<Ticket>();
  const running = new Map<Ticket, number>();

  const next = (): Ticket | undefined => {
    let first: Ticket | undefined;
    for (const ticket of waiting) {
      if (first === undefined || ticket.deadline() < first.deadline()) first = ticket;
    }
    return first;
  };
  const run = async (ticket: Ticket): Promise<void> => {
    running.set(ticket, now());
    try {
      await ticket.start();
    } finally {
      running.delete(ticket);
      advance();
    }
  };
  const advance = (): void => {
    while (running.size < atOnce) {
      const ticket = next();
      if (ticket === undefined) return;
      waiting.delete(ticket);
      if (ticket.deadline() <= now()) ticket.drop();
      else void run(ticket);
    }
  };
  return {
    add(ticket) {
      waiting.add(ticket);
      advance();
    },
    remove(ticket) {
      waiting.delete(ticket);
    },
    waitMs(deadline) {
      let before = 0;
      for (const [ticket, since] of running) before += Math.max(0, ticket.costMs - (now() - since));
      for (const ticket of waiting) if (ticket.deadline() <= deadline) before += ticket.costMs;
      return running.size < atOnce && waiting.size === 0 ? 0 : before / lanes;
    },
    get waiting() {
      return waiting.size;
    },
    get running() {
      return running.size;
    },
  };
}
