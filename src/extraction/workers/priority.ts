import { setPriority } from 'node:os';

/** Nice values run from −20 to 19; each step is about a tenth less of a core that is fought for. */
const background = 10;

/**
 * Lets other threads of this machine go first. On Linux the call is for the calling thread alone;
 * elsewhere it would be for the whole process, so there nothing happens.
 */
export function yieldToOthers(): void {
  if (process.platform === 'linux') setPriority(0, background);
}
