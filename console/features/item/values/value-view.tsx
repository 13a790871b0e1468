import type { ComponentType } from 'react';
import type { z } from 'zod';
import type { ItemDetail } from '../../../../src/contracts/api.ts';
import type { Box } from '../../../../src/contracts/box.ts';

/** What the view of a value may show besides it, and say back. */
export interface ValueContext {
  readonly detail: ItemDetail;
  /** The picture that boxes are parts of. */
  readonly pictureUrl: string | undefined;
  readonly veiled: boolean;
  /** The region pointed at, here or on the picture: `object-0`, `line-2`. */
  readonly pointed: string | undefined;
  readonly onPoint: (region: string | undefined) => void;
  readonly onSearch: (box: Box) => void;
}

export type ValueProps<Value> = ValueContext & { readonly value: Value };

export type ValueView = ComponentType<ValueProps<unknown>>;

/** The view of a value of that schema; of anything else, what was sent. */
export function viewOf<Value>(
  schema: z.ZodType<Value>,
  View: ComponentType<ValueProps<Value>>,
): ValueView {
  return function CheckedValue({ value, ...context }) {
    const parsed = schema.safeParse(value);
    if (parsed.success) return <View value={parsed.data} {...context} />;
    return <pre className="value-raw">{JSON.stringify(value, null, 1)}</pre>;
  };
}
