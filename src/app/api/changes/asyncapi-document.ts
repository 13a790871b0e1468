import { z } from 'zod';
import { changeTypes, eventSchemaOf, type ChangeType } from '../../../contracts/changes.ts';

const summaries: Readonly<Record<ChangeType, string>> = {
  'understory.item.added.v1': 'Items are new in the catalogue.',
  'understory.item.changed.v1': 'The assets, text or attributes of items changed.',
  'understory.item.removed.v1': 'Items are gone from their source and from the catalogue.',
  'understory.item.deleted.v1': 'Items were erased from every store: forget what you keep of them.',
  'understory.signal.values.changed.v1': 'Values of a version of a signal were written for items.',
  'understory.signal.pointer.changed.v1': 'Another version of a signal is the live one.',
  'understory.signal.version.changed.v1': 'A version of a signal is in another state.',
  'understory.contract.changed.v1': 'The contract of a version of a signal changed.',
  'understory.model.changed.v1': 'A model was added or removed.',
};

/**
 * The change feed as AsyncAPI 3.0, made from the schemas that the program itself goes by; a new
 * object each time.
 */
export function asyncApiDocument(): Record<string, unknown> {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Understory changes',
      version: '1.0.0',
      description:
        'Every change of items, of the values, versions, live pointers and contracts of signals, and of models, ' +
        'as CloudEvents 1.0, in one order. An event may come twice and is known by its id; it says that ' +
        'something changed and where to read it.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      changes: {
        address: '/v1/changes',
        title: 'The log',
        description:
          'Pages as JSON, or server-sent events with `Accept: text/event-stream`, whose ids are cursors.',
        messages: messages(),
      },
      webhook: {
        address: null,
        title: 'Webhooks',
        description:
          'POST of one event to the address that a consumer gave, in order, signed as Standard Webhooks says; ' +
          'taken by an answer of 2xx, else sent again.',
        messages: messages({ headers: { $ref: '#/components/schemas/webhookHeaders' } }),
      },
    },
    operations: {
      streamChanges: operation('changes', 'GET'),
      postToWebhook: operation('webhook', 'POST'),
    },
    components: {
      schemas: {
        ...Object.fromEntries(changeTypes.map((type) => [type, schemaOf(eventSchemaOf(type))])),
        webhookHeaders: schemaOf(webhookHeaders),
      },
    },
  };
}

/** The headers of a webhook's message. */
const webhookHeaders = z.object({
  'webhook-id': z.string().describe('The id of the event, the same at every attempt.'),
  'webhook-timestamp': z.string().describe('Seconds since 1970 of this attempt.'),
  'webhook-signature': z
    .string()
    .describe(
      'v1, a comma, and base64 of HMAC-SHA256 over id.timestamp.body; two with a space between while the secret is being rotated.',
    ),
});

function schemaOf(schema: z.ZodType) {
  return {
    schemaFormat: 'application/schema+json;version=draft-07',
    schema: z.toJSONSchema(schema, { target: 'draft-7' }),
  };
}

function messages(more: object = {}) {
  return Object.fromEntries(
    changeTypes.map((type) => [
      type,
      {
        name: type,
        summary: summaries[type],
        contentType: 'application/cloudevents+json',
        ...more,
        payload: { $ref: `#/components/schemas/${type}` },
      },
    ]),
  );
}

function operation(channel: string, method: string) {
  return {
    action: 'send',
    channel: { $ref: `#/channels/${channel}` },
    messages: changeTypes.map((type) => ({ $ref: `#/channels/${channel}/messages/${type}` })),
    bindings: { http: { method, bindingVersion: '0.3.0' } },
  };
}
