// The window without its engine, and a window that nobody sees.
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { decodeFrame } from '../../src/contract/frames.ts';
import { traffic } from './kit/shop.ts';
import { send } from './kit/otlp.ts';
import { eventually, useKit } from './kit/window.ts';

const kit = useKit((engine) => send(engine, traffic({ count: 10, seed: 21 })));

/** Hides or shows the page as a browser does when another tab comes to the front. */
async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => state });
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (state ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

describe('the connection', () => {
  it('is said to be lost while the engine is away, and everything goes on once it is back', async () => {
    const page = await kit.open({ path: '/traces' });
    await page.getByText(/^10 traces/).waitFor();
    kit.allow(/WebSocket connection to .* failed|ERR_CONNECTION_REFUSED/);
    await kit.engine.stop();
    await page.getByRole('alert').getByText('No connection to the engine').waitFor();
    expect(await page.getByRole('row').count()).toBeGreaterThan(10);
    await kit.engine.restart();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.getByText('No traces yet').waitFor();
    await send(kit.engine, traffic({ count: 2, seed: 22 }));
    await page.getByText(/^2 traces/).waitFor();
  });

  it('carries no question of a hidden window, and catches up when it is seen again', async () => {
    const page = await kit.open({ path: '/runs' });
    await page.getByRole('grid', { name: 'Runs' }).waitFor();
    const asked: string[] = [];
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        const frame = decodeFrame(typeof payload === 'string' ? Buffer.from(payload) : payload);
        asked.push(frame.kind === 'call' ? frame.method : frame.kind);
      });
    });
    await page.goto(`${kit.engine.ready.ui}/traces`);
    await page.getByText(/^2 traces/).waitFor();
    await eventually(() => asked).toContain('traces.scatter');
    await setHidden(page, true);
    // Notices that were paid for before may still come; what they bring is asked for at once, so wait for quiet.
    await send(kit.engine, traffic({ count: 1, seed: 23, first: 50 }));
    let before = -1;
    await expect
      .poll(() => [before, (before = asked.length)], { interval: 1200, timeout: 40_000 })
      .toSatisfy(([former, now]) => former === now);
    const quiet = asked.length;
    for (let i = 0; i < 5; i++) await send(kit.engine, traffic({ count: 1, seed: 24 + i, first: 60 + i }));
    const other = await kit.open({ path: '/traces' });
    await other.getByText(/^8 traces/).waitFor();
    expect(asked.slice(quiet)).toEqual([]);
    await setHidden(page, false);
    await page.getByText(/^8 traces/).waitFor();
    expect(asked.length).toBeGreaterThan(quiet);
  });
});
