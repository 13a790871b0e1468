import { queryOptions } from '@tanstack/react-query';
import type { ItemDetail } from '../../src/contracts/api.ts';
import { computeAnswerSchema } from '../../src/contracts/online.ts';
import { objectsValue } from '../../src/contracts/values.ts';
import type { SignalValue } from '../../src/contracts/values.ts';
import type { QueryPicture } from './picture-drawer.ts';
import { request } from './request.ts';

type Objects = SignalValue<'objects'>['objects'];

/** The objects of a picture of one's own, by the live version of the signal. */
export function objectsQuery(picture: QueryPicture) {
  return queryOptions({
    queryKey: ['objects', picture.key],
    queryFn: ({ signal }) => findObjects(picture.bytes, signal),
    staleTime: Infinity,
    retry: false,
  });
}

async function findObjects(bytes: Blob, signal: AbortSignal): Promise<Objects> {
  const answer = await request('/v1/signals?signals=objects', computeAnswerSchema, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes,
    signal,
  });
  const objects = answer.signals['objects'];
  return objects?.status === 'ok' ? objectsValue.parse(objects.value).objects : [];
}

/** The objects that are known of the picture of an item. */
export function objectsOfItem({ signals }: ItemDetail): Objects {
  const row = signals.find(({ signal, part }) => signal === 'objects' && part === '');
  const value = objectsValue.safeParse(row?.value);
  return value.success ? value.data.objects : [];
}
