// The same file in speedscope, in the same browser: from its address with the file to the first painted picture, and the
// memory of its page. Its package is not part of this repository.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/** @param folder with speedscope's index.html */
export async function speedscopeMillis(folder: string, path: string): Promise<Record<string, unknown>> {
  const server = createServer(({ url = '/' }, response) => {
    const asked = new URL(url, 'http://localhost').pathname;
    const file = asked === '/profile.pb.gz' ? path : join(folder, normalize(asked === '/' ? '/index.html' : asked));
    try {
      const bytes = readFileSync(file);
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: process.env['OTTERSCOPE_BROWSER'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--enable-precise-memory-info', '--js-flags=--max-old-space-size=8192'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const crashed = new Promise<'crashed'>((resolve) => page.once('crash', () => resolve('crashed')));
    const began = performance.now();
    const shown = (async (): Promise<'shown'> => {
      await page.goto(
        `http://127.0.0.1:${port}/#profileURL=${encodeURIComponent(`http://127.0.0.1:${port}/profile.pb.gz`)}`,
      );
      // Its toolbar has the views once a profile is shown; two frames later it has been painted.
      await page.getByText('Left Heavy').first().waitFor({ timeout: 240_000 });
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)))),
      );
      return 'shown';
    })();
    const end = await Promise.race([shown.catch((error: unknown) => String(error).slice(0, 200)), crashed]);
    const millis = Math.round(performance.now() - began);
    if (end !== 'shown') return { outcome: end, afterMillis: millis };
    const heap = await page.evaluate(
      () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
    );
    return { outcome: end, fileToPictureMillis: millis, heapMegabytes: Math.round(heap / 1e6) };
  } finally {
    await browser.close();
    server.close();
  }
}
