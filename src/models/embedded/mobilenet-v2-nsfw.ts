import { readBase64Module, readObjectModule } from './minified-module.ts';
import type { EmbeddedModel, PackageFile } from './recipe.ts';

const scope =
  'StatefulPartitionedCall/sequential/keras_layer/StatefulPartitionedCall/' +
  'StatefulPartitionedCall/StatefulPartitionedCall/predict/MobilenetV2';

/**
 * MobileNetV2 (Sandler et al. 2018), width 1.4, trained by nsfwjs to tell five classes. Its layers
 * before the last block keep more of what a picture shows than those after it.
 */
export const mobilenetV2Nsfw: EmbeddedModel = {
  name: 'mobilenet-v2-nsfw',
  version: 2,
  task: 'image-classification',
  licence: 'MIT',
  source: {
    kind: 'tfjs',
    graph: packaged('model', 'a7a9e701491e2449b221dab7c424957f853e700602b5575da33cfd745616f964'),
    shards: [
      packaged(
        'group1-shard1of2',
        'f2e79a209e44d668220ec5f1533a98f2be954e3953685bf074d201b82fefc29a',
      ),
      packaged(
        'group1-shard2of2',
        'f291df992a0131741372506a6072fb9f1645bff7c973c983fd6276f5f9625d5e',
      ),
    ],
    readGraph: readObjectModule,
    readShard: readBase64Module,
    inputs: [
      {
        node: 'input',
        name: 'image',
        type: 'float32',
        layout: 'nchw',
        dims: ['batch', 3, 224, 224],
        meaning: 'RGB pictures, channels first, 0..1',
      },
    ],
    outputs: [
      {
        node: `${scope}/expanded_conv_15/add`,
        name: 'features',
        type: 'float32',
        pool: 'mean',
        dims: ['batch', 224],
        meaning: 'the last residual sum before the last block, averaged over the picture',
      },
      {
        node: `${scope}/expanded_conv_16/project/BatchNorm/FusedBatchNormV3`,
        name: 'projection',
        type: 'float32',
        pool: 'mean',
        dims: ['batch', 448],
        meaning: 'the projection of the last block, averaged over the picture',
      },
      {
        node: 'Identity',
        name: 'probabilities',
        type: 'float32',
        dims: ['batch', 5],
        meaning: 'one probability a label; they sum to 1',
      },
    ],
  },
  files: {},
  preprocessing: {
    kind: 'image',
    width: 224,
    height: 224,
    fit: 'fill',
    channels: 'rgb',
    scale: 1 / 255,
    mean: [0, 0, 0],
    deviation: [1, 1, 1],
  },
  labels: ['drawing', 'hentai', 'neutral', 'porn', 'sexy'],
  metrics: {},
};

function packaged(name: string, digest: string): PackageFile {
  const path = `dist/models/mobilenet_v2_mid/${name}.min.js`;
  return { package: 'nsfwjs', version: '4.3.0', path, digest };
}
