import type { OperationConverter } from '../operation.ts';
import { boolAttribute, nchwValue } from '../operation.ts';
import type { TfNode } from '../read.ts';

function resize(mode: 'linear' | 'nearest'): OperationConverter {
  return ({ graph, node, nchw, numbers }) => {
    // All four sizes: with the attribute `axes`, ONNX Runtime 1.30 loses two of them where it moves
    // a transposition past the node.
    const batchAndChannels = graph.node('Shape', [nchw(0)], { start: { int: 0 }, end: { int: 2 } });
    const sizes = graph.node('Concat', [batchAndChannels, graph.ints(numbers(1))], {
      axis: { int: 0 },
    });
    return nchwValue(
      graph.node('Resize', [nchw(0), '', '', sizes], {
        mode: { text: mode },
        coordinate_transformation_mode: { text: coordinates(node) },
        ...(mode === 'nearest' ? { nearest_mode: { text: 'floor' } } : {}),
      }),
    );
  };
}

/** TensorFlow 1 takes the pixel's corner for its place, later versions its middle. */
function coordinates(node: TfNode): string {
  if (boolAttribute(node, 'align_corners')) return 'align_corners';
  return boolAttribute(node, 'half_pixel_centers') ? 'half_pixel' : 'asymmetric';
}

export const resizeOperations: Readonly<Record<string, OperationConverter>> = {
  ResizeBilinear: resize('linear'),
  ResizeNearestNeighbor: resize('nearest'),
};
