import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** For `npx vite console` beside a running `understory serve`. */
const server = process.env['UNDERSTORY_SERVER'] ?? 'http://127.0.0.1:4600';
const withSchemas = /node_modules\/zod\/|console\/api\/|src\/contracts\//;
const forwarded = { target: server, changeOrigin: true };

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    target: 'es2023',
    rolldownOptions: {
      // All schemas are made in one chunk, whose first act is to forbid them `eval`.
      output: { codeSplitting: { groups: [{ name: 'schemas', test: withSchemas }] } },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/v1': forwarded, '/media': forwarded } },
});
