// Watches a page from outside: intervals between animation frames, long tasks, and the time from an input to the frame
// in which a canvas had been painted. Put into the page by the bench.
import type { Page } from 'playwright-core';

interface Probe {
  paints: number;
  intervals: number[];
  longTasks: number[];
  running: boolean;
  measured?: Promise<number>;
}
type Probed = Window & { benchProbe: Probe };

/** Once per page; the page is loaded anew so that the probe is there first. */
export async function installProbe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const probe: Probe = { paints: 0, intervals: [], longTasks: [], running: false };
    (window as unknown as Probed).benchProbe = probe;
    const { fillRect } = CanvasRenderingContext2D.prototype;
    // A painting of the waterfall or the timeline begins by filling its whole ground.
    CanvasRenderingContext2D.prototype.fillRect = function (x, y, width, height) {
      fillRect.call(this, x, y, width, height);
      const whole = x === 0 && y === 0 && height >= this.canvas.clientHeight;
      if (whole && this.canvas.closest('[role="treegrid"], [role="application"]') !== null) probe.paints++;
    };
    new PerformanceObserver((list) => {
      if (probe.running) for (const entry of list.getEntries()) probe.longTasks.push(entry.duration);
    }).observe({ type: 'longtask' });
  });
  await page.reload();
}

export async function startFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { benchProbe: probe } = window as unknown as Probed;
    Object.assign(probe, { intervals: [], longTasks: [], running: true, paints: 0 });
    let before: number | undefined;
    const tick = (now: number): void => {
      if (before !== undefined) probe.intervals.push(now - before);
      before = now;
      if (probe.running) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
}

/** Milliseconds between frames, the length of each task over 50 ms, and how often the waterfall was painted. */
export async function readFrames(
  page: Page,
): Promise<{ readonly intervals: readonly number[]; readonly longTasks: readonly number[]; readonly paints: number }> {
  return page.evaluate(() => {
    const { benchProbe: probe } = window as unknown as Probed;
    probe.running = false;
    return { intervals: probe.intervals, longTasks: probe.longTasks, paints: probe.paints };
  });
}

/**
 * From the page's first input event of `act` to the frame after the waterfall was painted with something in it, in
 * milliseconds. With `sign` only a painting counts at which an element that fits the selector is there.
 */
export async function timeToPaint(
  page: Page,
  canvas: string,
  act: () => Promise<unknown>,
  sign?: string,
): Promise<number> {
  // In place before anything happens; the answer is fetched afterwards.
  await page.evaluate(
    ([selector, text]) => {
      const { benchProbe: probe } = window as unknown as Probed;
      probe.measured = new Promise<number>((resolve) => {
        let began: number | undefined;
        let paintsBefore = probe.paints;
        const begin = (event: Event): void => {
          began ??= event.timeStamp;
          paintsBefore = probe.paints;
          for (const name of ['pointerdown', 'keydown', 'beforeinput']) removeEventListener(name, begin, true);
        };
        for (const name of ['pointerdown', 'keydown', 'beforeinput']) addEventListener(name, begin, true);
        const shown = (): boolean =>
          text === '' ||
          [...document.querySelectorAll('[role="status"]')].some((one) => /\/[\d,]+$/.test(one.textContent ?? ''));
        const look = (): void => {
          const painted =
            began !== undefined && probe.paints > paintsBefore && document.querySelector(selector) !== null && shown();
          if (!painted) return void requestAnimationFrame(look);
          // Runs after this frame was handed to the compositor.
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve(performance.now() - (began ?? 0));
          channel.port2.postMessage(undefined);
        };
        requestAnimationFrame(look);
      });
    },
    [canvas, sign ?? ''] as const,
  );
  await act();
  return page.evaluate(() => (window as unknown as Probed).benchProbe.measured ?? Number.NaN);
}
