import { postedSchema, type Posted } from '../../src/contracts/posted-items.ts';
import { request } from './request.ts';

/** Sends a picture or a video as an item that is named like its file. Throws an ApiError. */
export async function addFile(file: File): Promise<Posted> {
  const body = new FormData();
  body.set('id', file.name);
  body.set('title', file.name.replace(/\.[^.]*$/, '') || file.name);
  body.append('file', file, file.name);
  return await request('/v1/items', postedSchema, { method: 'POST', body });
}
