import { z } from 'zod';
import { problemSchema } from '../../../contracts/api.ts';
import type { RouteScope } from '../route-scope.ts';
import { operations, type Operation } from './operations.ts';

/** A route as the server registered it. */
export interface RegisteredRoute {
  readonly method: string;
  /** `/v1/items/:id` */
  readonly url: string;
  readonly scope: RouteScope | undefined;
}

/** The interface as OpenAPI 3.1: the routes that there are, with the schemas that they go by. */
export function openApiDocument(routes: readonly RegisteredRoute[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.url.replaceAll(/:([a-zA-Z]+)/g, '{$1}');
    const described = operations[`${route.method} ${route.url}`] ?? { summary: route.url };
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, described) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Understory',
      version: '1.0.0',
      description:
        'What a catalogue of pictures, videos and texts is about: signals of every item, read, searched and computed. ' +
        'Errors are problem details (RFC 9457) with a code for programs.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: { problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'The key of a consumer (und_…), or the token of the installation.',
        },
      },
    },
  };
}

function operationOf({ url, scope }: RegisteredRoute, described: Operation) {
  const { summary, query, body, bodies = [], answer, answers = [] } = described;
  const content = {
    ...(body && { 'application/json': { schema: jsonSchema(body, 'input') } }),
    ...Object.fromEntries(bodies.map((type) => [type, {}])),
  };
  const answered = {
    ...((answer ?? answers.length === 0) && {
      'application/json': answer ? { schema: jsonSchema(answer, 'output') } : {},
    }),
    ...Object.fromEntries(answers.map((type) => [type, {}])),
  };
  return {
    summary,
    description: scopeWords(scope),
    security: [{ key: [] }],
    parameters: [...pathParameters(url), ...(query ? queryParameters(query) : [])],
    ...(Object.keys(content).length > 0 && { requestBody: { content } }),
    responses: {
      '2XX': { description: 'Done.', content: answered },
      default: {
        description: 'Why it was not done.',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/problem' } },
        },
      },
    },
  };
}

function scopeWords(scope: RouteScope | undefined): string {
  if (scope === undefined) return 'For the owner of the installation, with its token.';
  if (scope === 'anyone') return 'For anyone, without a key.';
  return scope === 'any-key' ? 'For every key.' : `For keys with the scope ${scope}.`;
}

function pathParameters(url: string) {
  return [...url.matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodObject) {
  const { properties = {}, required = [] } = jsonSchema(query, 'input');
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

/** Dates and bytes, which JSON Schema cannot say, are left open. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
