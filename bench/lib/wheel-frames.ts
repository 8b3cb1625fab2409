// Turns the wheel over a canvas once per frame for five seconds and watches the page's frames meanwhile.
import type { CDPSession, Page } from 'playwright-core';
import { readFrames, startFrames } from './frame-probe.ts';
import { median, percentile, round } from './statistics.ts';

export interface Frames {
  readonly medianMillis: number;
  readonly p95Millis: number;
  readonly p99Millis: number;
  readonly frames: number;
  /** How many of them painted the canvas anew. */
  readonly paints: number;
  /** Main-thread work for each frame; the intervals above cannot be shorter than the display's 16.7 ms. */
  readonly busyMillisPerFrame: number;
  readonly longTasks: number;
  readonly longestTaskMillis: number;
}

export interface Wheel {
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  readonly delta: (i: number) => number;
}

/** `client`: with the domain Performance enabled. */
export async function wheelFor(page: Page, client: CDPSession, canvas: string, wheel: Wheel): Promise<Frames> {
  const box = await page.locator(canvas).first().boundingBox();
  if (box === null) throw new Error('no canvas');
  const [x, y] = [box.x + box.width * 0.7, box.y + box.height * 0.5];
  await page.mouse.move(x, y);
  await startFrames(page);
  const busyBefore = await busySeconds(client);
  const until = performance.now() + 5000;
  const sent: Promise<unknown>[] = [];
  for (let i = 0; performance.now() < until; i++) {
    const due = performance.now() + 16;
    // The answer comes two frames later; waiting for it would halve the rate.
    const turned = client.send('Input.dispatchMouseEvent', {
      type: 'mouseWheel',
      x,
      y,
      deltaX: 0,
      deltaY: wheel.delta(i),
      modifiers: (wheel.ctrl === true ? 2 : 0) | (wheel.shift === true ? 8 : 0),
    });
    sent.push(turned);
    const rest = due - performance.now();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
  }
  await Promise.all(sent);
  const busy = (await busySeconds(client)) - busyBefore;
  const { intervals, longTasks, paints } = await readFrames(page);
  return {
    medianMillis: round(median(intervals)),
    p95Millis: round(percentile(intervals, 95)),
    p99Millis: round(percentile(intervals, 99)),
    frames: intervals.length,
    paints,
    busyMillisPerFrame: round((busy * 1000) / intervals.length, 2),
    longTasks: longTasks.length,
    longestTaskMillis: Math.round(Math.max(0, ...longTasks)),
  };
}

async function busySeconds(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

/** The median of each figure. */
export function framesOf(all: readonly Frames[]): Frames {
  const middle = (of: keyof Frames): number => median(all.map((one) => one[of]));
  return {
    medianMillis: middle('medianMillis'),
    p95Millis: middle('p95Millis'),
    p99Millis: middle('p99Millis'),
    frames: middle('frames'),
    paints: middle('paints'),
    busyMillisPerFrame: middle('busyMillisPerFrame'),
    longTasks: middle('longTasks'),
    longestTaskMillis: middle('longestTaskMillis'),
  };
}
