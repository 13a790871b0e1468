import { describe, expect, test } from 'vitest';
import { abstain, fail, ok, type Outcome } from '../../src/contracts/outcome.ts';
import type { SignalRef } from '../../src/contracts/signal-ref.ts';
import { imageEmbeddingDims } from '../../src/contracts/values.ts';
import type { Finding } from '../../src/extraction/finding.ts';
import { builtInSignals } from '../../src/signals/table.ts';
import { poolFindings } from '../../src/extraction/pool-findings.ts';

const parts = ['k0', 'k1'];

function found(signal: SignalRef, ...outcomes: readonly Outcome<unknown>[]): Finding[] {
  return outcomes.map((outcome, index) => ({ signal, part: `k${index}`, outcome, cpuMs: 5 }));
}

/** A unit vector along one axis. */
function axis(at: number): { vector: number[] } {
  return {
    vector: Array.from({ length: imageEmbeddingDims }, (_, index) => (index === at ? 1 : 0)),
  };
}

describe('poolFindings()', () => {
  test('weighs embeddings of keyframes by their shots and gives a vector of length one', () => {
    const findings = found('image_embedding@1', ok(axis(0)), ok(axis(1)));
    const [pooled] = poolFindings(
      '',
      parts,
      [0.75, 0.25],
      ['image_embedding@1'],
      findings,
      builtInSignals,
    );
    expect(pooled).toMatchObject({ signal: 'image_embedding@1', part: '', cpuMs: 0 });
    if (pooled?.outcome.status !== 'ok') throw new Error('expected a value');
    const { vector } = pooled.outcome.value as { vector: number[] };
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect((vector[0] ?? 0) / (vector[1] ?? 1)).toBeCloseTo(3, 4);
  });

  test('lets the keyframe of the longest shot speak when a signal has no other way', () => {
    const hash = (digit: string) => ok({ hash: digit.repeat(64), quality: 90 });
    const findings = found('perceptual_hash@1', hash('a'), hash('b'));
    const [pooled] = poolFindings(
      '1',
      parts,
      [0.2, 0.8],
      ['perceptual_hash@1'],
      findings,
      builtInSignals,
    );
    expect(pooled?.outcome).toEqual(hash('b'));
  });

  test('leaves out keyframes that abstained, and abstains when all did', () => {
    const some = found('image_embedding@1', abstain('blank'), ok(axis(2)));
    const [one] = poolFindings('', parts, [0.9, 0.1], ['image_embedding@1'], some, builtInSignals);
    expect(one?.outcome).toEqual(ok(axis(2)));
    const none = found('image_embedding@1', abstain('blank'), fail('decode: broken'));
    const [silent] = poolFindings(
      '',
      parts,
      [0.9, 0.1],
      ['image_embedding@1'],
      none,
      builtInSignals,
    );
    expect(silent?.outcome).toEqual(abstain('blank'));
    const [empty] = poolFindings('', [], [], ['image_embedding@1'], [], builtInSignals);
    expect(empty?.outcome.status).toBe('abstained');
  });

  test('leaves signals of several parts to their keyframes', () => {
    expect(poolFindings('', parts, [0.5, 0.5], ['crop_embedding@1'], [], builtInSignals)).toEqual(
      [],
    );
  });
});
