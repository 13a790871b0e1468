import type { Datatype } from '../../../contracts/oip.ts';
import type { Tensor } from '../../../runtime/model.ts';

type TensorType = Tensor['type'];

/** A datatype of the protocol as the runtime has it. */
interface Representation {
  readonly type: TensorType;
  /** Of one element, in memory and as binary data. */
  readonly bytes: number;
}

export const representations: Readonly<Record<Datatype, Representation>> = {
  FP32: { type: 'float32', bytes: 4 },
  INT32: { type: 'int32', bytes: 4 },
  INT64: { type: 'int64', bytes: 8 },
  UINT8: { type: 'uint8', bytes: 1 },
  BOOL: { type: 'bool', bytes: 1 },
};

const datatypeOfType: Readonly<Record<TensorType, Datatype>> = {
  float32: 'FP32',
  int32: 'INT32',
  int64: 'INT64',
  uint8: 'UINT8',
  bool: 'BOOL',
};

export function datatypeOf(type: TensorType): Datatype {
  return datatypeOfType[type];
}
