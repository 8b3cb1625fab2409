// A trace of 100,000 spans in a real browser: from the click in the list to the painted waterfall, then scrolling,
// zooming, collapsing, expanding and finding. The page is watched from outside by a probe that the bench puts in;
// the product has no code for it. On a machine without a GPU Chromium paints in software, and the figures include that.
import type { CDPSession, Page } from 'playwright-core';
import { startEngine } from './lib/engine.ts';
import { installProbe, timeToPaint } from './lib/frame-probe.ts';
import { makeBigTrace } from './lib/big-trace.ts';
import { openUi } from './lib/page.ts';
import { httpExporter } from './lib/send.ts';
import { topFunctions } from './lib/profile.ts';
import { median, round } from './lib/statistics.ts';
import { framesOf, wheelFor, type Frames } from './lib/wheel-frames.ts';

const spans = 100_000;
const rounds = 5;
const bars = '[role="treegrid"] canvas';

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
  const scroll = await wheelFor(page, client, bars, { ctrl: false, delta: (i) => (i % 200 < 150 ? 180 : -240) });
  const zoom = await wheelFor(page, client, bars, { ctrl: true, delta: (i) => (i % 120 < 60 ? -60 : 60) });
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
