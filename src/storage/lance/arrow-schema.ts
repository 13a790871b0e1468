import {
  Bool,
  DataType,
  Field,
  FixedSizeList,
  Float32,
  Float64,
  Int32,
  List,
  Struct,
  Utf8,
} from 'apache-arrow';
import { z } from 'zod';
import { dimensionsOf } from '../../contracts/vector.ts';

/**
 * The Arrow columns of a value's schema: vectors become fixed-size lists of float32, other numbers
 * float64 (int32 where the schema says integer), objects structs, arrays lists. Every column may
 * be null, since an abstaining row has no value.
 *
 * @throws TypeError where the schema uses something that a column cannot hold.
 */
export function arrowFieldsOf(schema: z.ZodObject): Field[] {
  return Object.entries(schema.shape).map(
    ([name, field]) => new Field(name, arrowTypeOf(field), true),
  );
}

function arrowTypeOf(schema: z.core.$ZodType): DataType {
  if (schema instanceof z.ZodOptional) {
    const type = arrowTypeOf(schema.unwrap());
    if (DataType.isBool(type)) throw new TypeError('A boolean column cannot be null.');
    return type;
  }
  if (schema instanceof z.ZodString || schema instanceof z.ZodEnum) return new Utf8();
  if (schema instanceof z.ZodBoolean) return new Bool();
  if (schema instanceof z.ZodNumber) return schema.isInt ? new Int32() : new Float64();
  if (schema instanceof z.ZodObject) return new Struct(arrowFieldsOf(schema));
  if (schema instanceof z.ZodArray) {
    const dims = dimensionsOf(schema);
    return dims === undefined
      ? new List(new Field('item', arrowTypeOf(schema.element), true))
      : new FixedSizeList(dims, new Field('item', new Float32(), true));
  }
  throw new TypeError(`A column cannot hold a value of ${schema._zod.def.type}.`);
}
