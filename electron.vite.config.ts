import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { notices } from './scripts/lib/notices.mjs';

const at = (path: string): string => resolve(import.meta.dirname, path);

// Pages have addresses of their own (/traces/<id>), so assets must not be looked up beside them.
const rootedAssets = { name: 'rooted-assets', config: () => ({ base: '/' }) };

export default defineConfig({
  main: {
    plugins: [notices()],
    build: {
      // Bundled, only what is used of it is loaded: less memory, and an earlier start.
      externalizeDeps: { exclude: ['zod'] },
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          headless: at('src/main/headless.ts'),
          'engine-process': at('src/main/engine/engine-process.ts'),
          'ingest-worker': at('src/main/engine/ingest-worker.ts'),
          'reader-worker': at('src/main/engine/reader-worker.ts'),
          'collect-worker': at('src/main/engine/collect-worker.ts'),
          'import-worker': at('src/main/engine/import-worker.ts'),
          'profile-worker': at('src/main/engine/profile-worker.ts'),
          'checkpoint-worker': at('src/main/engine/checkpoint-worker.ts'),
          'export-worker': at('src/main/engine/export-worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react(), rootedAssets, notices()],
    // One chunk: it is read from this machine's disk, and splitting would only add requests.
    build: {
      minify: true,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: { input: { index: at('src/renderer/index.html') } },
    },
  },
});
