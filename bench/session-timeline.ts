// A session of 100,000 events in a real browser: from the click in the list to the painted timeline (answer included), then
// panning and zooming. Painted in software where there is no GPU, and the figures include that.
import type { CDPSession, Page } from 'playwright-core';
import { startEngine, type RunningEngine } from './lib/engine.ts';
import { installProbe, timeToPaint } from './lib/frame-probe.ts';
import { longSession } from './lib/long-session.ts';
import { openUi } from './lib/page.ts';
import { topFunctions } from './lib/profile.ts';
import { httpExporter } from './lib/send.ts';
import { median, round } from './lib/statistics.ts';
import { framesOf, wheelFor, type Frames } from './lib/wheel-frames.ts';

const events = 100_000;
const rounds = 5;
const lanes = '[role="application"] canvas';

interface Round {
  readonly firstPaint: number;
  /** Processor time of it, which other programs cannot add to: of the engine, and of the page's thread. */
  readonly engineMillis: number;
  readonly pageMillis: number;
  readonly pan: Frames;
  readonly zoom: Frames;
}

async function oneRound(page: Page, client: CDPSession, engine: RunningEngine): Promise<Round> {
  // A new page each round: nothing of the answer is in it before the click.
  await page.goto(`${engine.ready.ui}/sessions`);
  const row = page.locator('[role="row"][aria-rowindex="2"]').first();
  await row.waitFor();
  await page.getByText(events.toLocaleString('en-GB')).first().waitFor();
  await page.waitForTimeout(500);
  const [engineBefore, pageBefore] = [engine.cpuMillis(), await threadMillis(client)];
  const firstPaint = await timeToPaint(page, lanes, () => row.click());
  const [engineMillis, pageMillis] = [engine.cpuMillis() - engineBefore, (await threadMillis(client)) - pageBefore];
  // One notch in, so that there is something to pan to.
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  const pan = await wheelFor(page, client, lanes, { shift: true, delta: (i) => (i % 120 < 60 ? 40 : -40) });
  const zoom = await wheelFor(page, client, lanes, { ctrl: true, delta: (i) => (i % 120 < 60 ? -60 : 60) });
  return { firstPaint, engineMillis, pageMillis, pan, zoom };
}

async function threadMillis(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN);
}

export async function benchSessionTimeline(): Promise<Record<string, unknown>> {
  const engine = await startEngine();
  const exporter = httpExporter({ target: engine.ready.otlp_http, signal: 'logs' });
  for (const body of longSession('a-long-session', events, Date.now() - 2 * 3_600_000)) await exporter.send(body);
  exporter.close();
  const { ui, token } = engine.ready;
  const page = await openUi(ui, token, '/sessions');
  page.setDefaultTimeout(120_000);
  await installProbe(page);
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const all: Round[] = [];
  for (let i = 0; i < rounds; i++) all.push(await oneRound(page, client, engine));

  await client.send('Profiler.enable');
  await client.send('Profiler.setSamplingInterval', { interval: 500 });
  await client.send('Profiler.start');
  await oneRound(page, client, engine);
  const { profile } = await client.send('Profiler.stop');
  await page.context().browser()?.close();
  await engine.stop();
  engine.remove();
  const result = {
    events,
    painting: 'software (headless Chromium, no GPU), 1440x900',
    firstPaintMillisMedian: round(median(all.map(({ firstPaint }) => firstPaint))),
    firstPaintMillis: all.map(({ firstPaint }) => round(firstPaint)),
    firstPaintEngineProcessorMillis: round(median(all.map(({ engineMillis }) => engineMillis))),
    firstPaintPageProcessorMillis: round(median(all.map(({ pageMillis }) => pageMillis))),
    pan: framesOf(all.map(({ pan }) => pan)),
    zoom: framesOf(all.map(({ zoom }) => zoom)),
    busiestFunctions: topFunctions(profile, 12),
  };
  console.log(JSON.stringify(result, undefined, 2));
  return result;
}
