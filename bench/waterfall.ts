// A trace of 100,000 spans in a real browser: from the click in the list to the painted waterfall, then scrolling,
// zooming, collapsing, expanding and finding. The page is watched from outside by a probe that the bench puts in;
// the product has no code for it. On a machine without a GPU Chromium paints in software, and the figures include that.
import type { CDPSession, Page } from 'playwright-core';
import { startEngine } from './lib/engine.ts';
import { installProbe, readFrames, startFrames, timeToPaint } from './lib/frame-probe.ts';
import { makeBigTrace } from './lib/big-trace.ts';
import { openUi } from './lib/page.ts';
import { httpExporter } from './lib/send.ts';
import { topFunctions } from './lib/profile.ts';
import { median, percentile, round } from './lib/statistics.ts';

const spans = 100_000;
const rounds = 5;
const bars = '[role="treegrid"] canvas';

interface Frames {
  readonly medianMillis: number;
  readonly p95Millis: number;
  readonly p99Millis: number;
  readonly frames: number;
  /** How many of them painted the waterfall anew. */
  readonly paints: number;
  /** Main-thread work for each frame; the intervals above cannot be shorter than the display's 16.7 ms. */
  readonly busyMillisPerFrame: number;
  readonly longTasks: number;
  readonly longestTaskMillis: number;
}

/** Turns the wheel once per frame for five seconds and watches the page's frames meanwhile. */
async function wheelFor(
  page: Page,
  client: CDPSession,
  options: { readonly ctrl: boolean; readonly delta: (i: number) => number },
): Promise<Frames> {
  const box = await page.locator(bars).boundingBox();
  if (box === null) throw new Error('no waterfall');
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
      deltaY: options.delta(i),
      modifiers: options.ctrl ? 2 : 0,
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

const middle = (all: readonly Frames[], of: keyof Frames): number => median(all.map((one) => one[of]));

function framesOf(all: readonly Frames[]): Frames {
  return {
    medianMillis: middle(all, 'medianMillis'),
    p95Millis: middle(all, 'p95Millis'),
    p99Millis: middle(all, 'p99Millis'),
    frames: middle(all, 'frames'),
    paints: middle(all, 'paints'),
    busyMillisPerFrame: middle(all, 'busyMillisPerFrame'),
    longTasks: middle(all, 'longTasks'),
    longestTaskMillis: middle(all, 'longestTaskMillis'),
  };
}

/** Presses a key on the focused tree and answers the milliseconds to the next painted frame, as the page sees both. */
const keyToPaint = (page: Page, key: string): Promise<number> =>
  timeToPaint(page, bars, () => page.keyboard.press(key));

async function command(page: Page, title: string): Promise<number> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search commands' }).fill(title);
  await page.getByRole('option', { name: title }).first().waitFor();
  const millis = await timeToPaint(page, bars, () => page.keyboard.press('Enter'));
  await page.locator('[role="treegrid"]').focus();
  return millis;
}

async function oneRound(
  page: Page,
  client: CDPSession,
): Promise<{ readonly millis: Readonly<Record<string, number>>; readonly scroll: Frames; readonly zoom: Frames }> {
  // A new page each round: nothing of the trace is in it before the click.
  await page.reload();
  await page.getByRole('link', { name: 'Traces', exact: true }).click();
  const row = page.locator('[role="row"][aria-rowindex="2"]').first();
  await row.waitFor();
  await page.getByText('100,000').first().waitFor();
  const firstPaint = await timeToPaint(page, bars, () => row.click());
  const tree = page.locator('[role="treegrid"]');
  await tree.focus();
  await page.keyboard.press('Home');
  const found = page.getByRole('combobox', { name: 'Find in this trace' });
  const collapseBig = await keyToPaint(page, 'h');
  const expandBig = await keyToPaint(page, 'l');
  const collapseAll = await command(page, 'Collapse all');
  const expandAll = await command(page, 'Expand all');
  await found.focus();
  // From the last key of the text to matches on screen; it includes the pause that waits for more typing.
  const find = await timeToPaint(
    page,
    bars,
    () => page.keyboard.insertText('step 77'),
    '[role="status"]:has-text("/")',
  );
  const nextMatch = await timeToPaint(page, bars, () => page.keyboard.press('Enter'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  await tree.focus();
  const millis = { firstPaint, collapseBig, expandBig, collapseAll, expandAll, find, nextMatch };
  await page.keyboard.press('Home');
  const scroll = await wheelFor(page, client, { ctrl: false, delta: (i) => (i % 200 < 150 ? 180 : -240) });
  const zoom = await wheelFor(page, client, { ctrl: true, delta: (i) => (i % 120 < 60 ? -60 : 60) });
  await page.keyboard.press('F');
  return { millis, scroll, zoom };
}

export async function benchWaterfall(): Promise<Record<string, unknown>> {
  const engine = await startEngine();
  const exporter = httpExporter({ target: engine.ready.otlp_http, signal: 'traces' });
  for (const body of makeBigTrace({ spans, seed: 1, perRequest: 5000 })) await exporter.send(body);
  exporter.close();
  const page = await openUi(engine.ready.ui, engine.ready.token, '/runs');
  page.setDefaultTimeout(120_000);
  await installProbe(page);
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const all: Awaited<ReturnType<typeof oneRound>>[] = [];
  for (let i = 0; i < rounds; i++) all.push(await oneRound(page, client));

  await client.send('Profiler.enable');
  await client.send('Profiler.setSamplingInterval', { interval: 500 });
  await client.send('Profiler.start');
  await oneRound(page, client);
  const { profile } = await client.send('Profiler.stop');
  await page.context().browser()?.close();
  await engine.stop();
  engine.remove();

  const names = Object.keys(all[0]?.millis ?? {});
  const result = {
    spans,
    painting: 'software (headless Chromium, no GPU), 1440x900',
    medianMillisOf5: Object.fromEntries(
      names.map((name) => [name, round(median(all.map(({ millis }) => millis[name] ?? Number.NaN)))]),
    ),
    firstPaintMillis: all.map(({ millis }) => round(millis['firstPaint'] ?? Number.NaN)),
    scroll: framesOf(all.map(({ scroll }) => scroll)),
    zoom: framesOf(all.map(({ zoom }) => zoom)),
    busiestFunctions: topFunctions(profile, 12),
  };
  console.log(JSON.stringify(result, undefined, 2));
  return result;
}
