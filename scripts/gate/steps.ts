import { programOf } from './program-of.ts';

/** One step of the gate: programs run in turn by this Node, and what to do when one objects. */
export interface Step {
  readonly name: string;
  readonly runs: readonly (readonly string[])[];
  readonly todo: string;
}

const typescript = ['--import', 'tsx'];

/** Every step, the quick ones first. */
export const steps: readonly Step[] = [
  {
    name: 'format',
    runs: [[programOf('prettier'), '--check', '--log-level', 'warn', '.']],
    todo: 'Run `npx prettier --write .` and look at what it changed.',
  },
  {
    name: 'layers',
    runs: [[...typescript, 'scripts/layers.ts']],
    todo: 'Move what is imported to a folder that both may import, or pass it in.',
  },
  {
    name: 'types',
    runs: [
      [programOf('typescript', 'tsc'), '-p', '.'],
      [programOf('typescript', 'tsc'), '-p', 'console'],
    ],
    todo: 'Mend the types; a cast or `any` hides the fault.',
  },
  {
    name: 'lint',
    runs: [[programOf('oxlint'), '--type-aware', '--deny-warnings']],
    todo: 'Mend what it names; rules are not switched off in files.',
  },
  {
    name: 'tests',
    runs: [[...typescript, 'scripts/test.ts']],
    todo: 'Run one file again with `npm test -- test/path/of/it`.',
  },
];
