#!/usr/bin/env node
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileProgram } from './compile.js';

// Deprecations inside dependencies are no concern of who runs a command.
process.noDeprecation = true;

const program = await compileProgram(fileURLToPath(new URL('..', import.meta.url)));
await import(pathToFileURL(join(program, 'app', 'cli', 'main.js')).href);
