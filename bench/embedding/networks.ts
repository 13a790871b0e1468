import { digestOf } from '../../src/base/digest.ts';
import { centernetFeatures } from '../../src/models/embedded/centernet.ts';
import { readGraphModel } from '../../src/models/embedded/make.ts';
import { mobilenetV2Nsfw } from '../../src/models/embedded/mobilenet-v2-nsfw.ts';
import type { EmbeddedModel } from '../../src/models/embedded/recipe.ts';
import { convertTfjs } from '../../src/models/tfjs/convert.ts';
import type { Model } from '../../src/runtime/model.ts';
import { openSession } from '../../src/runtime/session.ts';

const mobilenetLayers = {
  '5': 'expanded_conv_5/add',
  '9': 'expanded_conv_9/add',
  '12': 'expanded_conv_12/add',
  '13x': 'expanded_conv_13/expand/Relu6',
  '14': 'expanded_conv_14/add',
  '15': 'expanded_conv_15/add',
  '16': 'expanded_conv_16/project/BatchNorm/FusedBatchNormV3',
  last: 'Conv_1/Relu6',
};

const backboneLayers = {
  '5': 'MobilenetV3/expanded_conv_5/add',
  '9': 'MobilenetV3/expanded_conv_9/add',
  '11': 'MobilenetV3/expanded_conv_11/add',
  '13': 'MobilenetV3/expanded_conv_13/add',
  '14': 'MobilenetV3/expanded_conv_14/add',
  last: 'extern1/hard_swish/mul_1',
};

/** The classifier, its outputs `5` … `last`: layers averaged over the picture. */
export function openMobilenet(): Promise<Model> {
  return openLayers(mobilenetV2Nsfw, mobilenetLayers, [224, 224]);
}

/** The detector's backbone for squares of any side that 32 divides, its outputs likewise. */
export function openBackbone(): Promise<Model> {
  return openLayers(centernetFeatures, backboneLayers, ['height', 'width']);
}

async function openLayers(
  { name, source }: EmbeddedModel,
  layers: Readonly<Record<string, string>>,
  size: readonly [number | string, number | string],
): Promise<Model> {
  if (source.kind !== 'tfjs') throw new Error(`${name} is not converted`);
  const [input] = source.inputs;
  const [features] = source.outputs;
  if (input === undefined || features === undefined) throw new Error(`${name} has no features`);
  // What comes before a layer's own name: the scope of the network in its graph.
  const scope = features.node.replace(/(MobilenetV3\/)?expanded_conv.*$/, '');
  const onnx = convertTfjs(await readGraphModel(source), {
    name,
    inputs: [{ ...input, dims: ['batch', 3, ...size] }],
    outputs: Object.entries(layers).map(([layer, node]) => ({
      node: scope + node,
      name: layer,
      type: 'float32',
      pool: 'mean',
      dims: ['batch', 'channels'],
    })),
  });
  const file = () => Promise.reject(new Error(`${name} has no further files`));
  return openSession({ name, onnx, digest: digestOf(onnx), file });
}
