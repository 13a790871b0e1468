import type { OperationConverter } from '../operation.ts';
import { convolutionOperations } from './convolution.ts';
import { elementwiseOperations } from './elementwise.ts';
import { reductionOperations } from './reduction.ts';
import { resizeOperations } from './resize.ts';
import { shapeOperations } from './shape.ts';

/** How each TensorFlow operator is written in ONNX. A new one is one function and one line. */
export const operations: ReadonlyMap<string, OperationConverter> = new Map(
  [
    convolutionOperations,
    elementwiseOperations,
    reductionOperations,
    resizeOperations,
    shapeOperations,
  ].flatMap((group) => Object.entries(group)),
);
