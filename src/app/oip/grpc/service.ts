import type {
  Metadata,
  sendUnaryData,
  ServerUnaryCall,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import type { FastifyInstance } from 'fastify';
import { UnderstoryError, codeOf, messageOf } from '../../../base/errors.ts';
import type { Logger } from '../../../base/log.ts';
import { modelMetadataSchema, serverMetadataSchema } from '../../../contracts/oip.ts';
import { callHttp, CallFailed, type Caller } from './call-http.ts';
import { httpOfInfer, messageOfAnswer } from './infer-message.ts';
import { inferMessageSchema, modelMessageSchema } from './messages.ts';

type Call = ServerUnaryCall<unknown, unknown>;
type Answer = (call: Caller, message: unknown) => Promise<unknown>;

/** The calls of `GRPCInferenceService`, answered by the routes of the server. */
export function inferenceService(
  server: FastifyInstance,
  log: Logger,
): UntypedServiceImplementation {
  const get = async (call: Caller, url: string): Promise<unknown> =>
    JSON.parse((await callHttp(server, call, { method: 'GET', url })).body.toString());

  const answers: Readonly<Record<string, Answer>> = {
    ServerLive: async () => ({ live: true }),
    ServerReady: async (call) => ({ ready: await isReady(get(call, '/v2/health/ready')) }),
    ServerMetadata: async (call) => serverMetadataSchema.parse(await get(call, '/v2')),
    ModelReady: async (call, message) => ({
      ready: await isReady(get(call, `${addressOf(modelMessageSchema.parse(message))}/ready`)),
    }),
    ModelMetadata: async (call, message) =>
      modelMetadataSchema.parse(await get(call, addressOf(modelMessageSchema.parse(message)))),
    async ModelInfer(call, message) {
      const infer = inferMessageSchema.parse(message);
      const { model_name: name, model_version: version, raw_input_contents: raw } = infer;
      const answer = await callHttp(server, call, {
        method: 'POST',
        url: `${addressOf({ name, version })}/infer`,
        ...httpOfInfer(infer),
      });
      return messageOfAnswer(answer, raw.length > 0);
    },
  };

  const respond = async (answer: Answer, call: Call, done: sendUnaryData<unknown>) => {
    try {
      done(null, await answer(call, call.request));
    } catch (error) {
      done(failureOf(error, log));
    }
  };
  const handler = (answer: Answer) => (call: Call, done: sendUnaryData<unknown>) => {
    void respond(answer, call, done);
  };
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, handler(answer)]),
  );
}

/** Segments that are dots would lead to other routes. */
function addressOf({ name, version }: { readonly name: string; readonly version: string }): string {
  if (/^\.*$/.test(name) || /^\.+$/.test(version)) {
    const details = `There is no model ${JSON.stringify(name)} of version ${JSON.stringify(version)}.`;
    throw new CallFailed(status.NOT_FOUND, details);
  }
  const model = `/v2/models/${encodeURIComponent(name)}`;
  return version === '' ? model : `${model}/versions/${encodeURIComponent(version)}`;
}

/** Not being ready is an answer; being refused is none. */
async function isReady(answered: Promise<unknown>): Promise<boolean> {
  try {
    await answered;
    return true;
  } catch (error) {
    if (error instanceof CallFailed && error.code === status.UNAVAILABLE) return false;
    throw error;
  }
}

function failureOf(
  error: unknown,
  log: Logger,
): { code: number; details: string; metadata?: Metadata } {
  if (error instanceof CallFailed) {
    const { code, details, metadata } = error;
    return { code, details, ...(metadata && { metadata }) };
  }
  if (error instanceof UnderstoryError) {
    return { code: status.INVALID_ARGUMENT, details: error.message };
  }
  if (codeOf(error) === 'abort_err')
    return { code: status.CANCELLED, details: 'It was cancelled.' };
  log.error({ error: messageOf(error) }, 'a call of gRPC failed');
  return { code: status.INTERNAL, details: 'Something went wrong here; the log says what.' };
}
