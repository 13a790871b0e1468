/** A kind of durable work. It may be begun more than once and must come to the same end each time. */
export interface Job<Input> {
  readonly name: string;
  readonly queue: string;
  run(input: Input): Promise<void>;
  /** Called once when `run` has thrown every time it was tried: says so where people look. */
  giveUp(input: Input, error: unknown): Promise<void>;
  /** Asked after the work was done or given up: what is to be queued now, if anything. */
  next?(input: Input): Promise<NextJob | undefined>;
}

/** Work that follows from other work, by the name of its job. */
export interface NextJob {
  readonly job: string;
  readonly input: unknown;
  readonly id: string;
}

export interface QueueLimits {
  readonly name: string;
  /** At most so many at once in this process. */
  readonly perProcess?: number;
  /** At most so many at once in all processes. */
  readonly overall?: number;
}

export interface Enqueue {
  /** The same id is the same work: enqueueing it again does nothing. */
  readonly id: string;
  /** Lower goes first; 0 by default. */
  readonly priority?: number;
}
