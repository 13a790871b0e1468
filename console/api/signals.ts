import { queryOptions, keepPreviousData } from '@tanstack/react-query';
import { signalReadersSchema } from '../../src/contracts/consumers.ts';
import { encodersSchema } from '../../src/contracts/encoders.ts';
import {
  backfillAnswerSchema,
  flipSchema,
  promotionSchema,
  retirementSchema,
} from '../../src/contracts/jobs.ts';
import {
  addedVersionSchema,
  signalDetailSchema,
  signalsSchema,
} from '../../src/contracts/signals-api.ts';
import type { NewVersion } from '../../src/contracts/signals-api.ts';
import { request } from './request.ts';
import { send } from './send.ts';

export const signalsQuery = queryOptions({
  queryKey: ['signals'],
  queryFn: ({ signal }) => request('/v1/signals', signalsSchema, { signal }),
  refetchInterval: 15_000,
});

export function signalQuery(name: string) {
  return queryOptions({
    queryKey: ['signals', name],
    queryFn: ({ signal }) => request(pathOf(name), signalDetailSchema, { signal }),
    refetchInterval: 15_000,
  });
}

/** Who read a signal, and how much on each day. */
export function readersQuery(name: string, days: number) {
  return queryOptions({
    queryKey: ['signals', name, 'readers', days],
    queryFn: ({ signal }) =>
      request(`${pathOf(name)}/readers?days=${days}`, signalReadersSchema, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** What computing a version would take, measured on a few items; nothing is begun. */
export function planQuery(name: string, version: number) {
  return queryOptions({
    queryKey: ['plan', name, version],
    queryFn: async () => await backfill(name, { version, begin: false }),
    staleTime: 0,
    gcTime: 0,
  });
}

export async function backfill(
  name: string,
  wanted: { readonly version: number; readonly begin: boolean; readonly rate?: number },
) {
  return await send('POST', `${pathOf(name)}/backfill`, backfillAnswerSchema, wanted);
}

/** The models of the server's machine that can make a version of a signal; those of when it is asked. */
export function encodersQuery(name: string) {
  return queryOptions({
    queryKey: ['encoders', name],
    queryFn: ({ signal }) => request(`${pathOf(name)}/encoders`, encodersSchema, { signal }),
    staleTime: 0,
    gcTime: 0,
    // What is being filled in stays, whatever happens to the models meanwhile.
    refetchOnWindowFocus: false,
  });
}

/** The model is tried: seconds for a large one. */
export async function addVersion(name: string, wanted: NewVersion) {
  return await send('POST', `${pathOf(name)}/versions`, addedVersionSchema, wanted);
}

export async function promote(name: string, version: number, acceptBroken: boolean) {
  return await send('POST', `${pathOf(name)}/promote`, promotionSchema, { version, acceptBroken });
}

export async function rollBack(name: string) {
  return await send('POST', `${pathOf(name)}/rollback`, flipSchema);
}

export async function deprecate(name: string, version: number, end: string) {
  return await send('POST', `${pathOf(name)}/deprecate`, retirementSchema, { version, end });
}

export async function drop(name: string, version: number) {
  return await send('POST', `${pathOf(name)}/drop`, retirementSchema, { version });
}

/** The contract of a version as ODCS 3.1.0 in YAML. */
export async function fetchContract(name: string, version: number): Promise<string> {
  const response = await fetch(`${pathOf(name)}/contract?version=${version}`, {
    credentials: 'same-origin',
    headers: { accept: 'application/yaml' },
  });
  if (!response.ok) throw new Error(`The server answered with status ${response.status}.`);
  return await response.text();
}

function pathOf(name: string): string {
  return `/v1/signals/${encodeURIComponent(name)}`;
}
