import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  consumerDetailSchema,
  consumerReadsSchema,
  consumersSchema,
  issuedKeySchema,
  keySchema,
} from '../../src/contracts/consumers.ts';
import type { ConsumerChange, NewConsumer, NewKey } from '../../src/contracts/consumers.ts';
import {
  madeWebhookSchema,
  webhookDetailSchema,
  webhookSchema,
  webhooksSchema,
} from '../../src/contracts/webhooks.ts';
import type { NewWebhook } from '../../src/contracts/webhooks.ts';
import { request } from './request.ts';
import { send } from './send.ts';

export const consumersQuery = queryOptions({
  queryKey: ['consumers'],
  queryFn: ({ signal }) => request('/v1/consumers', consumersSchema, { signal }),
});

export function consumerQuery(name: string) {
  return queryOptions({
    queryKey: ['consumers', name],
    queryFn: ({ signal }) => request(consumerPath(name), consumerDetailSchema, { signal }),
    refetchInterval: 15_000,
  });
}

export function consumerReadsQuery(name: string, days: number) {
  return queryOptions({
    queryKey: ['consumers', name, 'reads', days],
    queryFn: ({ signal }) =>
      request(`${consumerPath(name)}/reads?days=${days}`, consumerReadsSchema, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}

export async function addConsumer(consumer: NewConsumer) {
  return await send('POST', '/v1/consumers', consumerDetailSchema, consumer);
}

export async function changeConsumer(name: string, change: ConsumerChange) {
  return await send('PATCH', consumerPath(name), consumerDetailSchema, change);
}

export async function retireConsumer(name: string) {
  return await send('DELETE', consumerPath(name), consumerDetailSchema);
}

export async function issueKey(name: string, key: NewKey) {
  return await send('POST', `${consumerPath(name)}/keys`, issuedKeySchema, key);
}

export async function rotateKey(id: string, graceHours: number) {
  return await send('POST', `${keyPath(id)}/rotate`, issuedKeySchema, { graceHours });
}

export async function revokeKey(id: string) {
  return await send('DELETE', keyPath(id), keySchema);
}

/** The webhooks of one consumer. */
export function webhooksQuery(consumer: string) {
  return queryOptions({
    queryKey: ['webhooks'],
    queryFn: ({ signal }) => request('/v1/webhooks', webhooksSchema, { signal }),
    select: ({ webhooks }) => webhooks.filter((webhook) => webhook.consumer === consumer),
    refetchInterval: 10_000,
  });
}

/** A webhook with its dead letters. */
export function webhookQuery(id: string) {
  return queryOptions({
    queryKey: ['webhooks', id],
    queryFn: ({ signal }) => request(webhookPath(id), webhookDetailSchema, { signal }),
  });
}

export async function addWebhook(webhook: NewWebhook) {
  return await send('POST', '/v1/webhooks', madeWebhookSchema, webhook);
}

export async function rotateWebhook(id: string, graceHours: number) {
  return await send('POST', `${webhookPath(id)}/rotate`, madeWebhookSchema, { graceHours });
}

export async function setWebhookState(id: string, state: 'active' | 'paused') {
  return await send('PATCH', webhookPath(id), webhookSchema, { state });
}

export async function replayDeadLetters(id: string) {
  return await send('POST', `${webhookPath(id)}/replay`, webhookSchema, { dead: true });
}

export async function removeWebhook(id: string): Promise<void> {
  await send('DELETE', webhookPath(id), z.undefined());
}

function consumerPath(name: string): string {
  return `/v1/consumers/${encodeURIComponent(name)}`;
}

function keyPath(id: string): string {
  return `/v1/keys/${encodeURIComponent(id)}`;
}

function webhookPath(id: string): string {
  return `/v1/webhooks/${encodeURIComponent(id)}`;
}
