import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { liveSchema, type Live } from '../../src/contracts/live.ts';

/** A client of a server with its token. */
export interface Asker {
  /** Whether it was answered with the vector of the picture. */
  embed(picture: Buffer): Promise<boolean>;
  live(): Promise<Live>;
  whenReady(): Promise<void>;
  close(): Promise<void>;
}

const pollMs = 200;

export function createAsker(address: string, token: string): Asker {
  const pool = new Pool(address, { connections: 64 });
  const authorization = `Bearer ${token}`;
  const get = async (path: string) => {
    const { statusCode, body } = await pool.request({
      path,
      method: 'GET',
      headers: { authorization },
    });
    return { statusCode, json: await body.json() };
  };
  return {
    async embed(picture) {
      const { statusCode, body } = await pool.request({
        path: '/v1/signals?signals=image_embedding',
        method: 'POST',
        headers: { authorization, 'content-type': 'image/jpeg' },
        body: picture,
      });
      const text = await body.text();
      return statusCode === 200 && text.includes('"status":"ok"');
    },
    live: async () => liveSchema.parse((await get('/v1/live')).json),
    async whenReady() {
      while ((await get('/v1/health/ready')).statusCode !== 200) await sleep(pollMs);
    },
    close: () => pool.close(),
  };
}
