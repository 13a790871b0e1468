/**
 * A drill: a program of its own in this folder that makes something go wrong on purpose, says what
 * it did and found, and ends with 1 where something was lost.
 */
export interface Drill {
  readonly name: string;
  /** What it does and what it takes, in a line. */
  readonly about: string;
  readonly file: string;
  /** After so many minutes it is ended. */
  readonly limitMinutes: number;
}

/** Every drill. To add one, add its file and its line. */
export const drills: readonly Drill[] = [
  {
    name: 'kill',
    about:
      'kill -9 of all that works at a catalogue, at random moments: [--times 50] [--items 60] [--seed 1]',
    file: 'kill.ts',
    limitMinutes: 120,
  },
  {
    name: 'hosts',
    about: 'three hosts in network namespaces, two of them cut off in the middle: [--items 120]',
    file: 'hosts.ts',
    limitMinutes: 15,
  },
  {
    name: 'memory',
    about:
      'whether memory stays flat over a long read: [--items 20000] [--photos FOLDER] [--threads N]',
    file: 'memory.ts',
    limitMinutes: 240,
  },
];
