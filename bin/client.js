import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildClient } from './build-client.js';

// What `understory/client` is to Node: made at first use where no package was packed. Bundlers and
// browsers take the file itself, which `npm run build:client` makes.
const file = await buildClient(fileURLToPath(new URL('..', import.meta.url)));
const client = await import(pathToFileURL(file).href);

export const createClient = client.createClient;
export const ClientError = client.ClientError;
export const cosine = client.cosine;
