import { expect, expectTypeOf, test } from 'vitest';
import type { AnswerOf, SharedSpaces, ValueOf, Vector } from '../../src/client/asked-signal.ts';
import { cosine } from '../../src/client/cosine.ts';
import { createClient } from '../../src/client/create-client.ts';
import { builtInSignals } from '../../src/signals/table.ts';
import type { SignalValue } from '../../src/contracts/values.ts';

const nowhere: typeof fetch = () => Promise.reject(new TypeError('nowhere'));
const client = createClient({ url: 'http://nowhere', fetch: nowhere, retries: 0 });

function vector<Space extends string>(numbers: readonly number[]) {
  return numbers as unknown as Vector<Space & `image_embedding@${number}`>;
}

test('signals() gives the types of the contracts by what was asked for', () => {
  const reader = client.signals(['ocr', 'image_embedding@2']);
  type One = NonNullable<Awaited<ReturnType<typeof reader.of>>>;
  expectTypeOf<keyof One>().toEqualTypeOf<'ocr' | 'image_embedding@2'>();
  expectTypeOf<One['ocr']>().toEqualTypeOf<AnswerOf<'ocr'>>();
  expectTypeOf<ValueOf<'ocr'>>().toEqualTypeOf<SignalValue<'ocr'>>();
  expectTypeOf<ValueOf<'safety@1'>['tier']>().toEqualTypeOf<'safe' | 'sensitive' | 'unsafe'>();
  expectTypeOf<ValueOf<'crop_embedding@2'>['vector']>().toEqualTypeOf<
    Vector<'image_embedding@2'>
  >();
});

test('signals() and changes() refuse names that there are not', () => {
  // @ts-expect-error There is no such signal.
  client.signals(['ocrs']);
  // @ts-expect-error A version is a number.
  client.signals(['ocr@two']);
  // @ts-expect-error There is no such type of event.
  client.changes({ types: ['understory.item.painted.v1'] });
  const read = (answer: AnswerOf<'ocr'>) =>
    // @ts-expect-error A value is there only where the status is ok.
    answer.value;
  expect(read({ status: 'absent', version: 1, parts: [] })).toBeUndefined();
});

test('cosine() compares vectors of one version only', () => {
  const one = vector<'image_embedding@1'>([1, 0]);
  const two = vector<'image_embedding@2'>([1, 0, 0]);
  expect(cosine(one, vector<'image_embedding@1'>([3, 4]))).toBeCloseTo(0.6);
  // @ts-expect-error Two versions are never comparable.
  expect(() => cosine(one, two)).toThrow(/one of 2 numbers and one of 3/);
  const live = [1, 0] as unknown as Vector<'image_embedding'>;
  // @ts-expect-error The live version may have moved between the two.
  expect(cosine(live, live)).toBe(1);
  expect(cosine(one, vector<'image_embedding@1'>([0, 0]))).toBe(0);
});

test('SharedSpaces names every version whose vectors lie in another signal’s space', () => {
  const spaces: { readonly [Ref in keyof SharedSpaces]: SharedSpaces[Ref] } = {
    'crop_embedding@1': 'image_embedding@1',
    'crop_embedding@2': 'image_embedding@2',
  };
  const shared = builtInSignals.contracts.flatMap(({ name, version, space }) =>
    space === undefined ? [] : [[`${name}@${version}`, space]],
  );
  expect(spaces).toEqual(Object.fromEntries(shared));
});
