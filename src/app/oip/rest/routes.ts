import type { FastifyInstance } from 'fastify';
import type { RegisterRoute } from '../../api/route.ts';
import { registerHealth } from './health.ts';
import { registerInfer } from './infer.ts';
import { registerModel } from './model.ts';
import { registerServerMetadata } from './server-metadata.ts';

/**
 * The Open Inference Protocol v2 over HTTP: every model of the home, under `/v2`
 * (https://github.com/kserve/open-inference-protocol, `inference_rest.md`).
 */
export const registerInference: RegisterRoute = (server, { workshop, inference }) => {
  registerHealth(server, workshop.online);
  registerServerMetadata(server);
  registerModel(server, inference);
  // A scope of its own: its bodies are of another kind than those of others.
  void server.register(async (scope: FastifyInstance) => {
    registerInfer(scope, inference, workshop.online);
  });
};
