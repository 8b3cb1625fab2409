// The metrics page over what a real SDK sends: what it says while there is nothing, the list, a chart by a click, queries
// with their mistakes and reasons, distributions, exemplars, zoom, and an address for all of it.
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Engine } from './kit/engine.ts';
import { hexId } from './kit/otlp.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const kit = useKit();

const list = (page: Page) => page.getByRole('grid', { name: 'Metrics', exact: true });
const row = (page: Page, name: string) => list(page).getByRole('row').filter({ hasText: name });
const legend = (page: Page) => page.getByRole('grid', { name: 'Series' });
const chart = (page: Page) => page.getByRole('application').first();
const field = (page: Page, letter: string) => page.getByRole('combobox', { name: `Query ${letter}` });
const paramsOf = (page: Page) => new URL(page.url()).searchParams;

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['OTTERSCOPE_LOOK'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}

/** Some seconds of a shop: counters, a gauge, durations with fine and with the SDK's own bounds. */
async function shop({ ready }: Engine): Promise<void> {
  const exporter = new OTLPMetricExporter({ url: `http://${ready.otlp_http}/v1/metrics` });
  const provider = new MeterProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop' }),
    readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })],
  });
  const meter = provider.getMeter('shop');
  const orders = meter.createCounter('orders', { unit: '{order}', description: 'Orders taken.' });
  const queue = meter.createGauge('queue.depth', { description: 'Jobs that wait.' });
  const fine = meter.createHistogram('answer.duration', {
    unit: 's',
    advice: { explicitBucketBoundaries: [0.01, 0.05, 0.1, 0.5, 1] },
  });
  const coarse = meter.createHistogram('speech.duration', { unit: 's' });
  for (let round = 0; round < 6; round++) {
    for (const kind of ['book', 'toy', 'tool']) orders.add(3 + round, { kind });
    queue.record(10 + round);
    for (let i = 0; i < 20; i++) {
      fine.record(0.005 * 2 ** (i % 8));
      coarse.record(1 + (i % 3));
    }
    await provider.forceFlush();
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  await provider.shutdown();
}

const traceId = hexId(4711, 32);

/** A counter with an exemplar, as OTLP/JSON. */
async function exemplar({ ready }: Engine): Promise<void> {
  const now = Date.now();
  const point = (time: number, value: number) => ({
    startTimeUnixNano: `${now - 60_000}000000`,
    timeUnixNano: `${time}000000`,
    asInt: String(value),
    isMonotonic: true,
    exemplars: [{ timeUnixNano: `${time}000000`, asDouble: 0.5, traceId, spanId: hexId(7, 16) }],
  });
  const sum = {
    aggregationTemporality: 2,
    isMonotonic: true,
    dataPoints: [1, 2, 3, 4, 5].map((n) => point(now - 20_000 + n * 2000, n * 3)),
  };
  const answer = await fetch(`http://${ready.otlp_http}/v1/metrics`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      resourceMetrics: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
          scopeMetrics: [{ scope: {}, metrics: [{ name: 'traced', sum }] }],
        },
      ],
    }),
  });
  expect(answer.status).toBe(200);
}

describe('the metrics page', () => {
  it('says how to send metrics while there are none', async () => {
    const page = await kit.open({ path: '/metrics' });
    await page.getByText('No metrics yet').waitFor();
    await page.getByText(`OTEL_EXPORTER_OTLP_ENDPOINT=http://${kit.engine.ready.otlp_http}`).waitFor();
    await picture(page, 'metrics-empty');
  });

  it('lists what a real SDK sends, and charts a counter as a rate by a click', { timeout: 120_000 }, async () => {
    await shop(kit.engine);
    const page = await kit.open({ path: '/metrics?last=1m', width: 1920, height: 1080 });
    await row(page, 'orders').waitFor();
    expect(await row(page, 'orders').innerText()).toContain('counter · {order} · Orders taken.');
    await row(page, 'orders').click();
    await legend(page).getByText('book').waitFor();
    expect(paramsOf(page).get('metric')).toBe('orders');
    expect(paramsOf(page).get('q')).toMatch(/rate\(.*orders/);
    await page.getByText('Following').waitFor();
    await picture(page, 'metrics-counter');
  });

  it('shows one series alone by a click, and says so in the address', async () => {
    const page = await kit.open({ path: '/metrics?q=orders_total&last=1m' });
    const book = legend(page).getByRole('row').filter({ hasText: 'book' });
    await book.click();
    await eventually(() => paramsOf(page).get('only')).toMatch(/kind="book"/);
    await page.reload();
    await eventually(() => book.getAttribute('aria-selected')).toBe('true');
    await book.click();
    await eventually(() => paramsOf(page).get('only')).toBe(null);
  });

  it('hides series by their marks, over a reload, and keeps the chart while it follows', async () => {
    const page = await kit.open({ path: '/metrics?q=orders_total&last=5m&step=1s' });
    await legend(page).getByRole('button', { name: 'Hide book' }).click();
    await eventually(() => paramsOf(page).getAll('off')).toEqual([expect.stringContaining('kind="book"')]);
    await page.reload();
    await legend(page).getByRole('button', { name: 'Show book' }).waitFor();
    const drawn = await chart(page).locator('canvas').elementHandle();
    // Some steps on: nothing was taken away while the next answer was on its way.
    await page.waitForTimeout(2500);
    expect(await drawn?.evaluate((canvas) => canvas.isConnected)).toBe(true);
    await legend(page).getByRole('button', { name: 'Show book' }).click();
    await eventually(() => paramsOf(page).getAll('off')).toEqual([]);
  });

  it('runs a query by Enter, says what is wrong with it, and why it is empty', async () => {
    const page = await kit.open({ path: '/metrics?last=5m' });
    await row(page, 'orders').waitFor();
    await page.keyboard.press('q');
    await page.keyboard.type('orders_total[');
    await page.keyboard.press('Enter');
    await page.getByText('This query cannot be read').waitFor();
    await field(page, 'A').press('Control+a');
    await page.keyboard.type('sum(orders_total)');
    await page.keyboard.press('Enter');
    await legend(page).getByText('sum(orders_total)').waitFor();
    expect(paramsOf(page).getAll('q')).toEqual(['sum(orders_total)']);
    await page.goto(`${kit.engine.ready.ui}/metrics?q=rate(order%5B5m%5D)`);
    await page.getByText('No sample in this time').waitFor();
    await page
      .getByRole('button', { name: /^orders/ })
      .first()
      .click();
    await eventually(() => paramsOf(page).get('q')).toMatch(/^rate\(orders/);
  });

  it('shows a distribution, and no percentiles where all mass lies in one bucket', async () => {
    const page = await kit.open({ path: '/metrics?last=1m', theme: 'dark' });
    await row(page, 'answer.duration').click();
    await page.getByRole('grid', { name: 'Counts per bucket' }).waitFor();
    await page.getByText('p95', { exact: false }).first().waitFor();
    await picture(page, 'metrics-distribution');
    await row(page, 'speech.duration').click();
    await page.getByRole('note').filter({ hasText: 'one bucket' }).waitFor();
    await page.getByText('mean', { exact: false }).first().waitFor();
    expect(await page.getByText('p95').count()).toBe(0);
    await picture(page, 'metrics-one-bucket');
  });

  it('holds a dragged stretch of time, and follows again after a double click', async () => {
    const page = await kit.open({ path: '/metrics?q=queue_depth&last=3m' });
    await legend(page).getByRole('row').nth(1).waitFor();
    const box = await chart(page).boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) - 220, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    // Up to now: the sender has only just begun.
    await page.mouse.move(x + 216, y, { steps: 4 });
    await page.mouse.up();
    await page.getByText('Held').waitFor();
    const place = placeOf(page);
    expect(place).toMatch(/from=.*to=/);
    await page.reload();
    await page.getByText('Held').waitFor();
    await chart(page).dblclick();
    await page.getByText('Following').waitFor();
    expect(placeOf(page)).not.toContain('from=');
  });

  it('opens the trace of an exemplar', async () => {
    await exemplar(kit.engine);
    const page = await kit.open({ path: '/metrics?q=traced_total&last=1m' });
    await legend(page).getByRole('row').nth(1).waitFor();
    await eventually(async () => {
      const box = await chart(page).boundingBox();
      for (let x = 60; x < (box?.width ?? 0); x += 6) {
        await page.mouse.move((box?.x ?? 0) + x, (box?.y ?? 0) + (box?.height ?? 0) - 30);
        if ((await page.getByText('for its trace').count()) > 0) break;
      }
      return page.getByText('for its trace').count();
    }).toBe(1);
    await page.mouse.down();
    await page.mouse.up();
    await eventually(() => placeOf(page)).toContain(`/traces/${traceId}`);
    kit.allow(/404|not-found/);
  });

  it('counts series by metric, label and value', async () => {
    const page = await kit.open({ path: '/metrics?view=cardinality' });
    await page.getByRole('grid', { name: 'Series by metric' }).getByText('answer_duration_seconds_bucket').waitFor();
    await page.getByRole('tab', { name: /By label/ }).click();
    await page.getByRole('grid', { name: 'Series by label' }).getByText('kind', { exact: true }).waitFor();
    await page.getByRole('columnheader', { name: 'Values' }).click();
    await eventually(() => paramsOf(page).get('sort')).toBe('values desc');
    await page.reload();
    await page.locator('[aria-sort="descending"]').waitFor();
    expect(paramsOf(page).get('by')).toBe('labels');
  });
});
