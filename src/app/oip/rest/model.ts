import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { inferenceDeadlineMs } from '../../../contracts/oip.ts';
import { sendRefusal } from '../../api/signals/compute/entrance.ts';
import type { Inference, ModelName } from '../inference.ts';
import { modelMetadata } from '../model-metadata.ts';

const config = { scope: 'signals:compute' } as const;

const paramsSchema = z.object({ model: z.string(), version: z.string().optional() });

/** With a version and without, which then is the one that there is. */
export const modelAddresses = ['/v2/models/:model', '/v2/models/:model/versions/:version'];

export function modelNameOf({ params }: Pick<FastifyRequest, 'params'>): ModelName {
  const { model: name, version } = paramsSchema.parse(params);
  return { name, version };
}

/**
 * `GET /v2/models/{name}`: what a model takes and gives. `GET …/ready`: loads it, and is then 200.
 * An embedded model is made at its first use, which takes seconds.
 */
export function registerModel(server: FastifyInstance, inference: Inference): void {
  const askerOf = ({ receivedAt }: FastifyRequest) => ({
    deadline: receivedAt + inferenceDeadlineMs,
  });
  for (const address of modelAddresses) {
    server.get(address, { config }, async (request, reply) => {
      const model = modelNameOf(request);
      const found = await inference.find(model, askerOf(request));
      if (!('kind' in found)) return modelMetadata(model.name, found);
      await sendRefusal(reply, found);
      return reply;
    });
    server.get(`${address}/ready`, { config }, async (request, reply) => {
      const model = modelNameOf(request);
      const loaded = await inference.load(model, askerOf(request));
      if (loaded === 'loaded') return { name: model.name, ready: true };
      await sendRefusal(reply, loaded);
      return reply;
    });
  }
}
