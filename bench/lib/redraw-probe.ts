// Watches a page with a flame graph from outside: how long each animation frame worked that painted the canvas anew, how long
// pointer events took, and tasks that held up the page's thread. Put into the page by the bench.
import type { Page } from 'playwright-core';

export interface Redraws {
  readonly millis: readonly number[];
  readonly pointMillis: readonly number[];
  /** Tasks of more than 50 ms. */
  readonly longTasks: readonly number[];
  /** Unix milliseconds after the frame with the first painting; 0 before it. */
  readonly firstPictureAt: number;
}

interface Probe {
  paints: number;
  millis: number[];
  pointMillis: number[];
  longTasks: number[];
  firstPictureAt: number;
}
type Probed = Window & { redraws: Probe };

/** Once per page, before it is loaded. */
export async function installRedrawProbe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const probe: Probe = { paints: 0, millis: [], pointMillis: [], longTasks: [], firstPictureAt: 0 };
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
        if (probe.paints === before) return;
        probe.millis.push(performance.now() - began);
        if (before > 0) return;
        // The next task: the frame has been handed on.
        setTimeout(() => {
          probe.firstPictureAt = performance.timeOrigin + performance.now();
        });
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
    Object.assign(redraws, { paints: 0, millis: [], pointMillis: [], longTasks: [], firstPictureAt: 0 });
  });
}

export const readRedraws = (page: Page): Promise<Redraws> =>
  page.evaluate(() => {
    const { millis, pointMillis, longTasks, firstPictureAt } = (window as unknown as Probed).redraws;
    return { millis, pointMillis, longTasks, firstPictureAt };
  });
