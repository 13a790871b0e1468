import { deletionSchema, type Deletion } from '../../src/contracts/deletions.ts';
import { send } from './send.ts';

/** Orders the deletion of an item; it is gone from the catalogue when this is answered. */
export async function deleteItem(id: string, reason: string): Promise<Deletion> {
  const body = reason === '' ? {} : { reason };
  return await send('DELETE', `/v1/items/${encodeURIComponent(id)}`, deletionSchema, body);
}
