// Watches a page with a flame graph from outside: how long each animation frame worked that painted the canvas anew, how long
// pointer events took, and tasks that held up the page's thread. Put into the page by the bench.
import type { Page } from 'playwright-core';

export interface Redraws {
  readonly millis: readonly number[];
  readonly pointMillis: readonly number[];
  /** Tasks of more than 50 ms. */
  readonly longTasks: readonly number[];
}

interface Probe {
  paints: number;
  millis: number[];
  pointMillis: number[];
  longTasks: number[];
}
type Probed = Window & { redraws: Probe };

/** Once per page, before it is loaded. */
export async function installRedrawProbe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const probe: Probe = { paints: 0, millis: [], pointMillis: [], longTasks: [] };
    (window as unknown as Probed).redraws = probe;
    const { fillRect } = CanvasRenderingContext2D.prototype;
    // A painting begins by filling its whole ground.
    CanvasRenderingContext2D.prototype.fillRect = function (x, y, width, height) {
      fillRect.call(this, x, y, width, height);
      const whole = x === 0 && y === 0 && height >= this.canvas.clientHeight;
      if (whole && this.canvas.closest('[role="tree"]') !== null) probe.paints++;
    };
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      request((now) => {
        const before = probe.paints;
        const began = performance.now();
        callback(now);
        if (probe.paints > before) probe.millis.push(performance.now() - began);
      });
    let began = 0;
    addEventListener('pointermove', () => (began = performance.now()), true);
    addEventListener('pointermove', () => probe.pointMillis.push(performance.now() - began));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) probe.longTasks.push(entry.duration);
    }).observe({ type: 'longtask' });
  });
  await page.reload();
}

export async function resetRedraws(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { redraws } = window as unknown as Probed;
    Object.assign(redraws, { paints: 0, millis: [], pointMillis: [], longTasks: [] });
  });
}

export const readRedraws = (page: Page): Promise<Redraws> =>
  page.evaluate(() => {
    const { millis, pointMillis, longTasks } = (window as unknown as Probed).redraws;
    return { millis, pointMillis, longTasks };
  });
