#!/usr/bin/env node
import { register } from 'tsx/esm/api';

// Deprecations inside dependencies are no concern of who runs a command.
process.noDeprecation = true;
register();
await import('../src/app/cli/main.ts');
