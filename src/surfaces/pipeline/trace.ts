import { inSpan } from '../../base/spans.ts';
import type { StageKind, StageTrace } from '../../contracts/surfaces.ts';

/** Takes down what the stages of one request did. */
export interface Trace {
  readonly stages: readonly StageTrace[];
  /** Milliseconds since the first. */
  tookMs(): number;
  /**
   * Runs a stage on candidates.
   *
   * @param run Gets the candidates, and `note` to say what it did in words.
   */
  step<In, Out>(
    stage: readonly [kind: StageKind, name: string],
    candidates: readonly In[],
    run: (
      candidates: readonly In[],
      note: (text: string) => void,
    ) => readonly Out[] | Promise<readonly Out[]>,
  ): Promise<readonly Out[]>;
}

/** @param now Milliseconds of any origin. */
export function startTrace(now: () => number = () => performance.now()): Trace {
  const begun = now();
  const stages: StageTrace[] = [];
  return {
    stages,
    tookMs: () => now() - begun,
    async step([stage, name], candidates, run) {
      const stageBegun = now();
      const notes: string[] = [];
      const attributes = { 'understory.candidates': candidates.length };
      const out = await inSpan(`${stage} ${name}`, attributes, async () =>
        run(candidates, (text) => notes.push(text)),
      );
      stages.push({
        stage,
        name,
        in: candidates.length,
        out: out.length,
        tookMs: now() - stageBegun,
        notes,
      });
      return out;
    },
  };
}
