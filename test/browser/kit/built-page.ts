// One of the pages beside this folder, built as the window is and served under the window's content policy.
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { contentSecurityPolicy } from '../../../src/contract/window-policy.ts';

export interface BuiltPage {
  readonly url: string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const policy = contentSecurityPolicy({ connect: [] });

/** `name` is a folder of test/browser/pages with an index.html. */
export async function builtPage(name: string): Promise<BuiltPage> {
  const outDir = await mkdtemp(join(tmpdir(), 'otterscope-page-'));
  const root = join(import.meta.dirname, '../pages', name);
  await build({ root, configFile: false, plugins: [react()], logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    const file = path === '/' ? '/index.html' : path;
    readFile(join(outDir, file)).then(
      (bytes) =>
        response
          .setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
          .setHeader('content-security-policy', policy)
          .end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      await new Promise((resolve) => server.close(resolve));
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
