import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { packageRoot } from '../../../base/own-code.ts';
import type { ServerMetadata } from '../../../contracts/oip.ts';

/** `GET /v2`: what this server is. For every key. */
export function registerServerMetadata(server: FastifyInstance): void {
  const file: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  const { name, version } = z.object({ name: z.string(), version: z.string() }).parse(file);
  const metadata: ServerMetadata = { name, version, extensions: ['binary_tensor_data'] };
  for (const address of ['/v2', '/v2/']) {
    server.get(address, { config: { scope: 'any-key' } }, () => metadata);
  }
}
