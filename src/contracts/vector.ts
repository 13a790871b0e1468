import { z } from 'zod';

const dimensions = new WeakMap<z.ZodType, number>();

/** The schema of an embedding: `dims` finite numbers, L2-normalised. */
export function vectorSchema(dims: number) {
  const schema = z.array(z.number()).length(dims);
  dimensions.set(schema, dims);
  return schema;
}

/** The dimensions of a schema made by `vectorSchema`, or undefined for any other schema. */
export function dimensionsOf(schema: z.ZodType): number | undefined {
  return dimensions.get(schema);
}
