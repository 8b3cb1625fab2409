// The metrics page in a real browser: a chart of 100 series that follows at one sample a second (processor time of the
// renderer), and a query of 1,000 series from the click to the painted chart, the usual cut and all of them.
import type { Browser, Page } from 'playwright-core';
import { startEngine } from './lib/engine.ts';
import { openUi } from './lib/page.ts';
import { median, round } from './lib/statistics.ts';

const seconds = 15;
const behind = 15 * 60;
const followed = 100;
const many = 1000;

interface Series {
  readonly name: string;
  readonly count: number;
}

/** One request of OTLP/JSON: each series of a gauge at each of the times (Unix milliseconds). */
function request({ name, count }: Series, times: readonly number[]): string {
  const dataPoints = Array.from({ length: count }, (_, series) =>
    times.map((time) => ({
      timeUnixNano: `${time}000000`,
      asDouble: 50 + 40 * Math.sin(time / 60_000 + series) + ((time / 1000 + series) % 7),
      attributes: [{ key: 'worker', value: { stringValue: `w${series}` } }],
    })),
  ).flat();
  const metric = { name, unit: '1', gauge: { dataPoints } };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'bench' } }] };
  return JSON.stringify({ resourceMetrics: [{ resource, scopeMetrics: [{ scope: {}, metrics: [metric] }] }] });
}

async function send(target: string, body: string): Promise<void> {
  const answer = await fetch(`http://${target}/v1/metrics`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  const text = await answer.text();
  if (!answer.ok || text.includes('rejected')) throw new Error(`the engine said ${answer.status} ${text}`);
}

async function fill(target: string, series: Series, every: number): Promise<void> {
  const now = Math.floor(Date.now() / 1000) * 1000;
  const times = Array.from({ length: behind / every }, (_, i) => now - behind * 1000 + i * every * 1000);
  const part = Math.max(1, Math.floor(20_000 / series.count));
  for (let at = 0; at < times.length; at += part) await send(target, request(series, times.slice(at, at + part)));
}

/** Processor seconds so far of the process that draws the page, all of its threads. */
async function rendererSeconds(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** Counts strokes on charts; put in before the page loads. */
async function countStrokes(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counted = window as unknown as { strokes: number };
    counted.strokes = 0;
    const { stroke } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.stroke = function (...path: readonly Path2D[]) {
      counted.strokes += path.length;
      Reflect.apply(stroke, this, path);
    };
  });
  await page.reload();
}

/** Milliseconds from a press on the element to the frame after at least `lines` lines of the metric were drawn. */
function untilDrawn(
  page: Page,
  find: { readonly selector: string; readonly text: string; readonly metric: string },
  lines: number,
): Promise<number> {
  return page.evaluate(
    ({ selector, text, metric, least }) =>
      new Promise<number>((resolve, reject) => {
        const element = [...document.querySelectorAll<HTMLElement>(selector)].find((one) =>
          one.innerText.includes(text),
        );
        if (element === undefined) return reject(new Error(`no ${selector} says ${text}`));
        const counted = window as unknown as { strokes: number };
        counted.strokes = 0;
        const began = performance.now();
        element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
        element.click();
        const look = (): void => {
          // A chart that follows is drawn anew meanwhile: what counts begins with the legend of what was asked for.
          if (document.querySelector(`[aria-label="Series"] [title^="${metric}"]`) === null) counted.strokes = 0;
          if (counted.strokes >= least) requestAnimationFrame(() => resolve(performance.now() - began));
          else requestAnimationFrame(look);
        };
        look();
      }),
    { ...find, least: lines },
  );
}

export async function benchMetricsPage(): Promise<Record<string, unknown>> {
  const engine = await startEngine();
  const target = engine.ready.otlp_http;
  const live = { name: 'live', count: followed };
  await fill(target, live, 1);
  await fill(target, { name: 'crowd', count: many }, 15);
  const page = await openUi(engine.ready.ui, engine.ready.token, '/metrics');
  page.setDefaultTimeout(60_000);
  const browser = page.context().browser();
  if (browser === null) throw new Error('the browser is gone');
  await countStrokes(page);

  const first: number[] = [];
  const all: number[] = [];
  const row = (name: string) => ({ selector: '[role="row"]', text: `${name}\n`, metric: name });
  await page.getByText('crowd', { exact: true }).waitFor();
  for (let repeat = 0; repeat < 5; repeat++) {
    first.push(await untilDrawn(page, row('crowd'), followed));
    all.push(await untilDrawn(page, { selector: 'button', text: 'Draw all', metric: 'crowd' }, many));
    await untilDrawn(page, row('live'), followed);
  }

  const following: Record<string, unknown> = {};
  for (const last of ['1m', '5m', '15m']) {
    await page.goto(`${engine.ready.ui}/metrics?q=live&step=1s&last=${last}`);
    await page.getByRole('grid', { name: 'Series' }).waitFor();
    await page.waitForTimeout(3000);
    const before = await rendererSeconds(browser);
    const began = performance.now();
    while (performance.now() - began < seconds * 1000) {
      await send(target, request(live, [Math.floor(Date.now() / 1000) * 1000]));
      await new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000) + 5));
    }
    const wall = (performance.now() - began) / 1000;
    const used = (await rendererSeconds(browser)) - before;
    following[`last ${last}`] = { rendererPercent: round((100 * used) / wall) };
  }
  await browser.close();
  await engine.stop();
  engine.remove();
  const result = {
    painting: 'software (headless Chromium, no GPU), 1440x900',
    live: { series: followed, secondsBetweenPoints: 1, ...following },
    query: {
      series: many,
      clickToChartOf100Millis: round(median(first)),
      drawAllMillis: round(median(all)),
    },
  };
  console.log(JSON.stringify(result, undefined, 2));
  return result;
}
