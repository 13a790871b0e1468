import type { Tensor } from '../../runtime/model.ts';
import { createGraphBuilder, type GraphBuilder } from '../onnx/builder.ts';
import type { OnnxGraph } from '../onnx/graph.ts';

/** The model reads this many tokens of a text; its position signal is defined for no more. */
export const sentenceEncoderMaxTokens = 128;

/** Gives a weight by its name in the tfjs manifest; throws when there is none. */
export type Weights = (name: string) => Tensor;

const layers = 2;
const heads = 4;
const layerNormEpsilon = 1e-6;
const applied = 'module_apply_default/Encoder_en/KonaTransformer/Encode';
const original = 'module/Encoder_en';

/**
 * The lite Universal Sentence Encoder (Cer et al. 2018, section 2.2): a transformer of two layers
 * with four heads, the mean over tokens, a tanh layer, and L2 normalisation.
 *
 * Input `ids`: int32 `[tokens]`, 1..128 of them. Output `embedding`: float32 `[1, 512]`.
 *
 * It is written out for one text rather than translated node by node: two thirds of the original
 * graph only gather, pad and scatter the texts of a batch, and do nothing where there is one.
 */
export function sentenceEncoderGraph(weights: Weights): OnnxGraph {
  const graph = createGraphBuilder('universal-sentence-encoder-lite');
  const ids = graph.input('ids', 'int32', ['tokens']);
  const words = graph.node('Gather', [graph.constant(weights('module/Embeddings_en')), ids]);
  const positions = graph.node('Slice', [
    graph.constant(positionSignal(weights)),
    graph.ints([0]),
    graph.node('Shape', [ids]),
  ]);
  // The original adds the words to their sum with the position signal: its weights expect twice.
  const doubled = graph.node('Add', [words, words]);
  let hidden = graph.node('Add', [doubled, positions]);
  for (let index = 0; index < layers; index++) {
    hidden = transformerLayer(graph, layerWeights(weights, index), hidden);
  }
  const mean = graph.node('ReduceMean', [hidden, graph.ints([0])]);
  const last = dense(graph, mean, {
    kernel: weights(`${original}/hidden_layers/tanh_layer_0/weights`),
    bias: weights(`${original}/hidden_layers/tanh_layer_0/bias`),
  });
  const embedding = graph.node('LpNormalization', [graph.node('Tanh', [last])], {
    axis: { int: 1 },
    p: { int: 2 },
  });
  graph.output('embedding', embedding, 'float32', [1, 512]);
  return graph.build();
}

interface DenseWeights {
  /** `[in, out]`, or a 1×1 convolution's `[1, 1, in, out]`. */
  readonly kernel: Tensor;
  readonly bias: Tensor;
}

interface LayerWeights {
  readonly attentionNorm: NormWeights;
  readonly queryKeyValue: DenseWeights;
  readonly attentionOutput: DenseWeights;
  readonly feedForwardNorm: NormWeights;
  readonly feedForward: readonly [DenseWeights, DenseWeights];
  /** Where the layer widens its input, what brings the residual to the new width. */
  readonly residual: DenseWeights | undefined;
}

interface NormWeights {
  readonly scale: Tensor;
  readonly bias: Tensor;
}

function layerWeights(weights: Weights, index: number): LayerWeights {
  const layer = `Layer_${index}/TransformerLayer`;
  const learned = (name: string) => weights(`${applied}/${layer}/${name}/ConcatPartitions/concat`);
  const norm = (place: string) => ({
    scale: learned(`${place}layer_prepostprocess/layer_norm/layer_norm_scale`),
    bias: learned(`${place}layer_prepostprocess/layer_norm/layer_norm_bias`),
  });
  const attention = (name: string) => ({
    kernel: weights(
      `${original}/KonaTransformer/Encode/${layer}/MultiheadAttention/${name}/kernel/part_0`,
    ),
    bias: learned(`MultiheadAttention/${name}/bias`),
  });
  const feedForward = (name: string) => ({
    kernel: weights(`${applied}/TransformerStack/${layer}/FFN/${name}/Tensordot/Reshape_1`),
    bias: learned(`FFN/${name}/bias`),
  });
  return {
    attentionNorm: norm(''),
    queryKeyValue: attention('qkv_transform_single'),
    attentionOutput: attention('output_transform_single'),
    feedForwardNorm: norm('FFN/'),
    feedForward: [feedForward('conv1'), feedForward('conv2')],
    residual:
      index === 0 ? { kernel: learned('dense/kernel'), bias: learned('dense/bias') } : undefined,
  };
}

/** Attention and feed-forward, each normalised first and added to what came in: `[tokens, 512]`. */
function transformerLayer(graph: GraphBuilder, weights: LayerWeights, input: string): string {
  const kept = weights.residual === undefined ? input : dense(graph, input, weights.residual);
  const attended = graph.node('Add', [
    attention(graph, weights, layerNorm(graph, input, weights.attentionNorm)),
    kept,
  ]);
  const [widen, narrow] = weights.feedForward;
  const inner = dense(graph, layerNorm(graph, attended, weights.feedForwardNorm), widen);
  return graph.node('Add', [dense(graph, graph.node('Relu', [inner]), narrow), attended]);
}

/** Scaled dot-product attention of all heads (Vaswani et al. 2017, section 3.2). */
function attention(graph: GraphBuilder, weights: LayerWeights, input: string): string {
  const width = weights.queryKeyValue.bias.data.length / 3;
  const [query, key, value] = graph.nodes(
    'Split',
    [dense(graph, input, weights.queryKeyValue)],
    { axis: { int: 1 }, num_outputs: { int: 3 } },
    3,
  );
  const byHead = (from: string | undefined, order: readonly number[]) =>
    graph.node(
      'Transpose',
      [graph.node('Reshape', [from ?? '', graph.ints([0, heads, width / heads])])],
      { perm: { ints: order } },
    );
  const scores = graph.node('MatMul', [byHead(query, [1, 0, 2]), byHead(key, [1, 2, 0])]);
  const scaled = graph.node('Mul', [scores, graph.float(1 / Math.sqrt(width / heads))]);
  const mixed = graph.node('MatMul', [
    graph.node('Softmax', [scaled], { axis: { int: -1 } }),
    byHead(value, [1, 0, 2]),
  ]);
  const joined = graph.node('Transpose', [mixed], { perm: { ints: [1, 0, 2] } });
  return dense(
    graph,
    graph.node('Reshape', [joined, graph.ints([0, width])]),
    weights.attentionOutput,
  );
}

function dense(graph: GraphBuilder, input: string, { kernel, bias }: DenseWeights): string {
  const matrix = { ...kernel, dims: kernel.dims.slice(-2) };
  const product = graph.node('MatMul', [input, graph.constant(matrix)]);
  return graph.node('Add', [product, graph.constant(bias)]);
}

function layerNorm(graph: GraphBuilder, input: string, { scale, bias }: NormWeights): string {
  return graph.node('LayerNormalization', [input, graph.constant(scale), graph.constant(bias)], {
    axis: { int: -1 },
    epsilon: { float: layerNormEpsilon },
  });
}

/** Sines, then cosines, of each position at 128 frequencies: `[128, 256]`. */
function positionSignal(weights: Weights): Tensor {
  const { data: frequencies } = weights(
    `${applied}/TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`,
  );
  const width = frequencies.length;
  const data = new Float32Array(sentenceEncoderMaxTokens * width * 2);
  for (let position = 0; position < sentenceEncoderMaxTokens; position++) {
    for (const [index, frequency] of frequencies.entries()) {
      const angle = Math.fround(position * Number(frequency));
      data[position * width * 2 + index] = Math.sin(angle);
      data[position * width * 2 + width + index] = Math.cos(angle);
    }
  }
  return { type: 'float32', dims: [sentenceEncoderMaxTokens, width * 2], data };
}
