// The waterfall in a real Chromium: what is painted, what the pointer and the keys do, what assistive technology hears.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WaterfallModel } from '../../src/renderer/draw/waterfall/waterfall-model.ts';
import { builtPage, type BuiltPage } from './kit/built-page.ts';
import { launchChromium } from './kit/chromium.ts';

declare global {
  var model: WaterfallModel;
  var chosen: number[];
}

let browser: Browser;
let built: BuiltPage;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  built = await builtPage('waterfall');
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await built?.close();
});
afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
});

const grid = (): ReturnType<Page['locator']> => page.locator('[role="treegrid"]');
const row = (): ReturnType<Page['locator']> => page.locator('[role="row"]');

async function open(rows: number, ratio = 1): Promise<void> {
  page = await browser.newPage({ viewport: { width: 1200, height: 700 }, deviceScaleFactor: ratio });
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
  });
  await page.goto(`${built.url}?rows=${rows}`);
  await page.waitForFunction(() => (document.querySelector('[role="treegrid"] canvas')?.clientHeight ?? 0) > 100);
  await settled();
}

/** Waits until a frame has been painted after the last change. */
async function settled(): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** Colours (as text) that occur on a line of a canvas. */
async function coloursAt(selector: string, y: number): Promise<number> {
  return page.evaluate(
    ([css, line]) => {
      const canvas = document.querySelector<HTMLCanvasElement>(css);
      const pixels =
        canvas?.getContext('2d')?.getImageData(0, line * devicePixelRatio, canvas.width, 1).data ??
        new Uint8ClampedArray();
      const seen = new Set<number>();
      for (let at = 0; at < pixels.length; at += 4)
        seen.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0));
      return seen.size;
    },
    [selector, y] as const,
  );
}

describe('the waterfall', () => {
  it('paints rows, bars and the minimap at the screen’s own resolution', async () => {
    await open(1000, 2);
    const size = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[role="treegrid"] canvas');
      return [canvas?.width, (canvas?.clientWidth ?? 0) * 2];
    });
    expect(size[0]).toBe(size[1]);
    expect(await coloursAt('[role="treegrid"] canvas', 26 + 11)).toBeGreaterThan(8);
    expect(await coloursAt('[role="img"]', 40)).toBeGreaterThan(1);
  });

  it('reaches the last of 100,000 rows by key and by scrollbar', async () => {
    await open(100_000);
    await grid().focus();
    await page.keyboard.press('End');
    await settled();
    expect(await row().getAttribute('aria-rowindex')).toBe('100000');
    expect(await grid().evaluate((element) => element.scrollTop)).toBeGreaterThan(2_000_000);
    await grid().evaluate((element) => void (element.scrollTop = 1_100_000));
    await settled();
    expect(await page.evaluate(() => model.scrollTop)).toBe(1_100_000);
    expect(await coloursAt('[role="treegrid"] canvas', 300)).toBeGreaterThan(8);
  });

  it('collapses by expander and by key, and says so', async () => {
    await open(1000);
    const box = await grid().boundingBox();
    await page.mouse.click((box?.x ?? 0) + 16, (box?.y ?? 0) + 26 + 11);
    expect(await page.evaluate(() => model.visible.count)).toBe(1);
    await page.mouse.click((box?.x ?? 0) + 120, (box?.y ?? 0) + 26 + 11);
    expect(await page.evaluate(() => chosen)).toEqual([0]);
    expect(await row().getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('l');
    expect(await row().getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('[aria-live]').textContent()).toMatch(
      /^POST \/checkout, gateway, 30\.0 s.*level 1, 1 of 1, expanded, 999 below/,
    );
  });

  it('zooms around the pointer, pans by dragging, shows all again', async () => {
    await open(1000);
    const box = await grid().boundingBox();
    const [x, y] = [(box?.x ?? 0) + 800, (box?.y ?? 0) + 200];
    await page.mouse.move(x, y);
    const before = await page.evaluate(() => model.pointerTime);
    await page.keyboard.down('Control');
    for (let i = 0; i < 5; i++) await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await page.waitForFunction(() => model.window.to - model.window.from < 29e9);
    await page.mouse.move(x + 1, y);
    await page.mouse.move(x, y);
    const after = await page.evaluate(() => ({ time: model.pointerTime, ...model.window }));
    expect(Math.abs(after.time - before)).toBeLessThan((after.to - after.from) / 100);
    await page.mouse.down();
    await page.mouse.move(x - 100, y, { steps: 4 });
    await page.mouse.up();
    const panned = await page.evaluate(() => model.window);
    expect(panned.from).toBeGreaterThan(after.from);
    expect(panned.to - panned.from).toBeCloseTo(after.to - after.from, -2);
    await page.keyboard.press('F');
    expect(await page.evaluate(() => model.window)).toEqual({ from: 0, to: 30e9 });
  });

  it('selects a range on the minimap and resets it by a double click', async () => {
    await open(1000);
    await page.mouse.move(300, 40);
    await page.mouse.down();
    await page.mouse.move(600, 40, { steps: 4 });
    await page.mouse.up();
    const window = await page.evaluate(() => model.window);
    expect(window.from / 30e9).toBeCloseTo(300 / 1200, 2);
    expect(window.to / 30e9).toBeCloseTo(600 / 1200, 2);
    await page.mouse.dblclick(400, 60);
    expect(await page.evaluate(() => model.window)).toEqual({ from: 0, to: 30e9 });
  });

  it('repaints in the colours of the other scheme', async () => {
    await open(100);
    const corner = (): Promise<number> =>
      page.evaluate(
        () =>
          document
            .querySelector<HTMLCanvasElement>('[role="treegrid"] canvas')
            ?.getContext('2d')
            ?.getImageData(2, 600, 1, 1).data[0] ?? -1,
      );
    expect(await corner()).toBeGreaterThan(200);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForTimeout(50);
    await settled();
    expect(await corner()).toBeLessThan(60);
  });
});
