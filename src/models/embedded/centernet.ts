import { cocoLabels } from './coco-labels.ts';
import type { EmbeddedModel, PackageFile } from './recipe.ts';

const files = {
  graph: packaged(
    'centernet.json',
    'bfb942eaacc5becf738d536663bc4580a0ae9e560722306e6d4dd7fe4a09de05',
  ),
  shards: [
    packaged('centernet.bin', '1b635a15009071f506f9f2b3519b31c072c534888989f30d269ffd44734ef7ef'),
  ],
} as const;

const common = { version: 1, licence: 'MIT', files: {}, metrics: {} };

const rawPixels = {
  kind: 'image' as const,
  fit: 'fill' as const,
  channels: 'rgb' as const,
  scale: 1,
  mean: [0, 0, 0],
  deviation: [1, 1, 1],
};

/**
 * CenterNet (Zhou et al. 2019, "Objects as Points") on MobileNetV3, trained on COCO:
 * https://github.com/610265158/mobilenetv3_centernet.
 */
export const centernet: EmbeddedModel = {
  ...common,
  name: 'centernet',
  task: 'object-detection',
  source: {
    kind: 'tfjs',
    ...files,
    inputs: [
      {
        node: 'tower_0/images',
        name: 'image',
        type: 'float32',
        layout: 'nchw',
        dims: [1, 3, 512, 512],
        meaning: 'an RGB picture, channels first, 0..255',
      },
    ],
    outputs: [
      {
        node: 'tower_0/detections',
        name: 'detections',
        type: 'float32',
        dims: [1, 100, 6],
        meaning:
          'the 100 best peaks, best first: left, top, right, bottom in pixels of the input, ' +
          'score 0..1, class',
      },
    ],
  },
  labels: cocoLabels,
  preprocessing: { ...rawPixels, width: 512, height: 512 },
};

/** The backbone of `centernet`, up to the last but one sum of its residual blocks. */
export const centernetFeatures: EmbeddedModel = {
  ...common,
  name: 'centernet-features',
  task: 'image-embedding',
  source: {
    kind: 'tfjs',
    ...files,
    inputs: [
      {
        node: 'tower_0/images',
        name: 'image',
        type: 'float32',
        layout: 'nchw',
        dims: ['batch', 3, 224, 224],
        meaning: 'RGB pictures, channels first, 0..255',
      },
    ],
    outputs: [
      {
        node: 'tower_0/MobilenetV3/expanded_conv_13/add',
        name: 'features',
        type: 'float32',
        pool: 'mean',
        dims: ['batch', 120],
        meaning: 'the last residual sum but one, averaged over the picture',
      },
    ],
  },
  labels: [],
  preprocessing: { ...rawPixels, width: 224, height: 224 },
};

function packaged(name: string, digest: string): PackageFile {
  return { package: '@vladmandic/human', version: '3.3.6', path: `models/${name}`, digest };
}
