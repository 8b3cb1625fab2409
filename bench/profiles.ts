// Profiles in a real browser: from handing a pprof file of 100,000 and of 1,000,000 distinct stacks to the window until its
// flame graph is painted, then pointing, zooming, scrolling and finding. Painted in software where there is no GPU. With
// SPEEDSCOPE=<folder of its package's dist/release> the same files are opened there too, in the same browser.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startEngine, type RunningEngine } from './lib/engine.ts';
import { manyStacks } from './lib/many-stacks.ts';
import { openUi } from './lib/page.ts';
import { pprofFile } from './lib/pprof-file.ts';
import { installRedrawProbe, readRedraws, resetRedraws, type Redraws } from './lib/redraw-probe.ts';
import { speedscopeMillis } from './lib/speedscope-peer.ts';
import { median, percentile, round } from './lib/statistics.ts';
import { measureTrees } from './profile-trees.ts';

const tree = '[role="tree"]';
const canvas = `${tree} canvas`;

interface Opened {
  readonly fileToPicture: number;
  readonly longestTask: number;
}

/** A new page each time, and a file that the engine has not seen. */
async function openFile(page: Page, ui: string, path: string): Promise<Opened> {
  await page.goto(`${ui}/runs`);
  const button = page.getByRole('button', { name: 'Open files…' });
  await button.waitFor();
  await page.waitForTimeout(300);
  const choosing = page.waitForEvent('filechooser');
  await button.click();
  const chooser = await choosing;
  await resetRedraws(page);
  const began = performance.timeOrigin + performance.now();
  await chooser.setFiles(path);
  await page.locator(canvas).waitFor();
  // What the page goes on with counts as well.
  await page.waitForTimeout(1000);
  // Told by the page itself: whoever waits from outside looks only now and then.
  const { firstPictureAt, longTasks } = await readRedraws(page);
  if (firstPictureAt === 0) throw new Error('the flame graph was not painted');
  return { fileToPicture: firstPictureAt - began, longestTask: Math.max(0, ...longTasks) };
}

/** Boxes under the pointer, zooms by click, scrolling. */
async function move(page: Page): Promise<Redraws> {
  const box = await page.locator(canvas).boundingBox();
  if (box === null) throw new Error('no canvas');
  await page.locator(tree).focus();
  await resetRedraws(page);
  for (let i = 0; i < 150; i++) {
    await page.mouse.move(box.x + ((i * 397) % Math.floor(box.width - 40)) + 20, box.y + 30 + ((i * 61) % 500));
  }
  for (let i = 0; i < 12; i++) {
    await page.mouse.click(box.x + 60 + ((i * 331) % Math.floor(box.width / 2)), box.y + 90 + (i % 5) * 40);
    await page.waitForTimeout(250);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await page.waitForTimeout(100);
  }
  for (let i = 0; i < 60; i++) await page.mouse.wheel(0, i % 40 < 20 ? 90 : -90);
  await page.waitForTimeout(300);
  return readRedraws(page);
}

/** From the last key to the words that say what matches; the pause that waits for more typing is part of it. */
async function find(page: Page, text: string): Promise<number> {
  const field = page.getByPlaceholder('Find frames');
  await field.fill('');
  await page.waitForTimeout(500);
  const began = performance.now();
  await field.fill(text);
  await page.locator('[role="status"]').filter({ hasText: 'matched' }).first().waitFor();
  const millis = performance.now() - began;
  await field.fill('');
  return millis;
}

async function measureWindow(engine: RunningEngine, page: Page, paths: readonly string[]) {
  const idleBytes = engine.rssBytes();
  const opened: Opened[] = [];
  for (const path of paths) opened.push(await openFile(page, engine.ready.ui, path));
  const moved = await move(page);
  const found: number[] = [];
  for (const text of ['step77', 'part7', 'Run1']) found.push(await find(page, text));
  return {
    fileToPictureMillis: opened.map(({ fileToPicture }) => Math.round(fileToPicture)),
    longestTaskMillis: Math.round(Math.max(...opened.map(({ longestTask }) => longestTask), 0, ...moved.longTasks)),
    redraws: moved.millis.length,
    redrawMedianMillis: round(median(moved.millis)),
    redrawP95Millis: round(percentile(moved.millis, 95)),
    pointMillisP95: round(percentile(moved.pointMillis, 95), 2),
    keyToMatchedMillis: found.map((millis) => Math.round(millis)),
    enginePeakMegabytes: Math.round(engine.peakBytes() / 1e6),
    // No less than what its profile worker took.
    engineGrewMegabytes: Math.round((engine.peakBytes() - idleBytes) / 1e6),
  };
}

export async function benchProfiles(): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'otterscope-bench-profiles-'));
  const peer = process.env['SPEEDSCOPE'];
  const result: Record<string, unknown> = { painting: 'software (headless Chromium, no GPU), 1440x900' };
  for (const [stacks, rounds] of [
    [100_000, 5],
    [1_000_000, 3],
  ] as const) {
    // Another file each time: what was decoded once is known by its content.
    const paths = Array.from({ length: rounds }, (_, at) => {
      const path = join(folder, `stacks-${stacks}-${at}.pb.gz`);
      writeFileSync(path, pprofFile(manyStacks(stacks, 1 + at)));
      return path;
    });
    const engine = await startEngine();
    const page = await openUi(engine.ready.ui, engine.ready.token, '/runs');
    page.setDefaultTimeout(120_000);
    await installRedrawProbe(page);
    const windowFigures = await measureWindow(engine, page, paths);
    await page.context().browser()?.close();
    await engine.stop();
    engine.remove();
    const [path = ''] = paths;
    const beside = peer !== undefined && existsSync(peer) ? await speedscopeMillis(peer, path) : undefined;
    result[`${stacks} stacks`] = {
      ...measureTrees(stacks, stacks <= 100_000),
      window: windowFigures,
      ...(beside === undefined ? {} : { speedscope: beside }),
    };
  }
  rmSync(folder, { recursive: true, force: true });
  console.log(JSON.stringify(result, undefined, 2));
  return result;
}
