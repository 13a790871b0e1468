import { InferenceSession, listSupportedBackends } from 'onnxruntime-node';
import { messageOf } from '../../base/errors.ts';
import { encodeModel } from '../../models/onnx/encode.ts';

/**
 * Prints, as JSON, which execution providers of ONNX Runtime besides the CPU's can open a session.
 * A program of its own: providers print to standard error, and a bad driver may end the process.
 */
const graph = encodeModel({
  name: 'probe',
  inputs: [{ name: 'x', type: 'float32', dims: [1] }],
  outputs: [{ name: 'y', type: 'float32', dims: [1] }],
  initializers: new Map(),
  nodes: [{ op: 'Relu', inputs: ['x'], outputs: ['y'], attributes: {} }],
});

const providers: { name: string; problem: string | null }[] = [];
for (const { name } of listSupportedBackends()) {
  if (name !== 'cpu') providers.push({ name, problem: await problemOf(name) });
}
process.stdout.write(JSON.stringify(providers));

async function problemOf(provider: string): Promise<string | null> {
  try {
    const session = await InferenceSession.create(graph, { executionProviders: [provider] });
    await session.release();
    return null;
  } catch (error) {
    return messageOf(error);
  }
}
