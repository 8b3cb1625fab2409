// Chromium with the product's window in it. Whatever the page complains about (console errors, refused by the policy,
// uncaught errors) is collected, and a test that ends with complaints fails.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { recordCanvasTexts } from './canvas-texts.ts';
import { launchChromium } from './chromium.ts';
import { startEngine, type Engine, type EngineOptions } from './engine.ts';

export interface WindowOptions {
  readonly path?: string;
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
}

export interface Kit {
  readonly engine: Engine;
  /** A window with storage of its own; the theme is light unless told. */
  open(options?: WindowOptions): Promise<Page>;
  /** From here on complaints that match are expected in this test. */
  allow(complaint: RegExp): void;
}

/** Milliseconds that anything may take on a machine that is busy with other things. */
export const patience = 40_000;

/** One engine and one browser for the file; windows are closed after each test. */
export function useKit(
  prepare: (engine: Engine) => Promise<void> = () => Promise.resolve(),
  options: EngineOptions = {},
): Kit {
  let engine: Engine | undefined;
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  let complaints: string[] = [];
  let allowed: RegExp[] = [];

  beforeAll(async () => {
    [engine, browser] = await Promise.all([startEngine(options), launchChromium()]);
    await prepare(engine);
  });
  afterEach(async () => {
    const unexpected = complaints.filter((one) => !allowed.some((pattern) => pattern.test(one)));
    complaints = [];
    allowed = [];
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(unexpected).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await engine?.remove();
  });

  return {
    get engine() {
      if (engine === undefined) throw new Error('the engine is not running yet');
      return engine;
    },
    allow: (complaint) => allowed.push(complaint),
    async open({ path = '/', width = 1280, height = 800, theme = 'light' } = {}) {
      if (engine === undefined || browser === undefined) throw new Error('nothing is running yet');
      const { ui, token } = engine.ready;
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: theme,
        reducedMotion: 'reduce',
        locale: 'en-GB',
        timezoneId: 'UTC',
      });
      contexts.push(context);
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: ui });
      await context.request.get(`${ui}/?token=${token}`);
      const page = await context.newPage();
      page.setDefaultTimeout(patience);
      await recordCanvasTexts(page);
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
      await page.exposeFunction('reportViolation', (text: string) => complaints.push(`policy: ${text}`));
      await page.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => {
          (window as unknown as { reportViolation(text: string): void }).reportViolation(
            `${event.violatedDirective} ${event.blockedURI} ${event.sample}`,
          );
        });
      });
      await page.goto(`${ui}${path}`);
      return page;
    },
  };
}

export const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** Path and query of where the window is. */
export function placeOf(page: Page): string {
  const url = new URL(page.url());
  return url.pathname + url.search;
}

/** Asks again until the answer fits, for as long as a slow machine may take. */
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: patience, interval: 40 });
