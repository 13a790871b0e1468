/** Writes docs/asyncapi.yaml from the schemas of the change feed: `node --import tsx scripts/make-asyncapi.ts`. */
import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { asyncApiDocument } from '../src/app/api/changes/asyncapi-document.ts';

const text = stringify(asyncApiDocument(), { lineWidth: 100, aliasDuplicateObjects: false });
await writeFile(new URL('../docs/asyncapi.yaml', import.meta.url), text);
