/**
 * `npm run build:client`: what a package carries of the client, `dist/client/client.js` and its
 * types. Runs by itself before `npm pack`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { buildClient } from '../bin/build-client.js';
import { programOf, root } from './gate/program-of.ts';

const file = await buildClient(root);
const types = spawn(process.execPath, [programOf('typescript', 'tsc'), '-p', 'src/client'], {
  cwd: root,
  stdio: 'inherit',
});
const [code] = await once(types, 'exit');
const { size } = await stat(file);
process.stdout.write(`${relative(root, file)}: ${(size / 1000).toFixed(1)} kB\n`);
process.exitCode = code === 0 ? 0 : 1;
