// Log records in the trace: told on the bars, listed in the span's details, merged with spans and events in one list that
// an address restores, and the way to the logs page and back.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { textsOn } from './kit/canvas-texts.ts';
import { sendLogs, type LogSpec } from './kit/logs.ts';
import { hexId, morning, send } from './kit/otlp.ts';
import { checkoutTrace, traffic } from './kit/shop.ts';
import { stacks } from './kit/shop-logs.ts';
import { clickRow, expectSelected, rowNamed } from './kit/waterfall.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const traceId = hexId(9001, 32);
const span = (number: number) => hexId(100 + number, 16);
const log = (at: number, number: number, severity: number, more: Partial<LogSpec>): LogSpec => ({
  service: 'checkout',
  at: morning + at,
  severity,
  traceId,
  spanId: span(number),
  ...more,
});
const records: readonly LogSpec[] = [
  log(1, 1, 9, { service: 'web-gateway', body: 'checkout begins' }),
  log(33, 6, 5, { body: 'cart has 2 lines' }),
  log(60, 5, 13, { body: 'stock is low', attributes: { 'item.sku': 'TENT-2P' } }),
  log(390, 5, 17, { body: stacks.node }),
  log(412, 1, 17, { service: 'web-gateway', body: 'answered 502' }),
];
const kit = useKit(async (engine) => {
  await send(engine, [checkoutTrace(traceId, morning), ...traffic({ count: 30, seed: 3 })]);
  await sendLogs(engine, records);
});

const canvas = '[role="treegrid"] canvas';
const merged = (page: Page) => page.getByRole('grid', { name: 'Spans, events and log records in the order of time' });
const texts = (page: Page) =>
  merged(page)
    .locator('[role="row"][aria-selected]')
    .evaluateAll((rows) =>
      rows
        .toSorted((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
        .map((row) => row.lastElementChild?.textContent ?? ''),
    );

describe('logs in the trace', () => {
  it('are in the details of their span, of the span alone or with those below', async () => {
    const page = await kit.open({ path: `/traces/${traceId}` });
    await rowNamed(page, 'Checkout/Place');
    await clickRow(page, 'Checkout/Place');
    const pane = page.getByRole('region', { name: 'Span details' });
    await pane.getByRole('link', { name: 'stock is low' }).waitFor();
    expect(await pane.getByRole('link', { name: 'cart has 2 lines' }).count()).toBe(0);
    await pane.getByRole('checkbox', { name: 'With those of spans below (3)' }).check();
    await pane.getByRole('link', { name: 'cart has 2 lines' }).waitFor();
  });

  it('are merged with spans and events by time, and filtered by kind', async () => {
    const page = await kit.open({ path: `/traces/${traceId}?view=logs` });
    await merged(page).getByText('checkout begins').waitFor();
    const all = await texts(page);
    expect(all.slice(0, 2)).toEqual(['POST /api/checkout', 'checkout begins']);
    expect(all.findIndex((text) => text.startsWith('cart locked'))).toBeGreaterThan(all.indexOf('Checkout/Place'));
    expect(all.indexOf('stock is low')).toBeGreaterThan(all.indexOf('cart has 2 lines'));
    await page.getByRole('checkbox', { name: 'Spans' }).uncheck();
    await page.getByRole('checkbox', { name: 'Events' }).uncheck();
    await eventually(() => texts(page)).toEqual([
      'checkout begins',
      'cart has 2 lines',
      'stock is low',
      expect.stringContaining("Cannot read properties of undefined (reading 'sku')"),
      'answered 502',
    ]);
  });

  it('are restored by the address: part, record, and the keys move on', async () => {
    const page = await kit.open({ path: `/traces/${traceId}?view=logs&span=${span(5)}&scope=span` });
    await merged(page).getByText('stock is low').waitFor();
    expect(await texts(page)).toEqual([
      'Checkout/Place',
      'cart locked',
      'stock is low',
      'stock reserved',
      expect.stringContaining('TypeError'),
      expect.stringContaining('Checkout/Place'),
    ]);
    await merged(page).getByText('stock is low').click();
    const strip = page.getByRole('region', { name: 'Log record' });
    await strip.getByText('TENT-2P').waitFor();
    await eventually(() => placeOf(page)).toMatch(/record=\d+$/);
    const again = await kit.open({ path: placeOf(page) });
    await again.getByRole('region', { name: 'Log record' }).getByText('TENT-2P').waitFor();
    const selected = merged(again).locator('[aria-selected="true"]');
    expect(await selected.textContent()).toContain('stock is low');
    await again.keyboard.press('j');
    await eventually(() => selected.textContent()).toContain('stock reserved');
  });

  it('lead to the logs page and back', async () => {
    const page = await kit.open({ path: `/logs` });
    const grid = page.getByRole('grid', { name: 'Log records' });
    await grid.getByText('stock is low').click();
    await page.getByRole('region', { name: 'Record details' }).getByText('TENT-2P').waitFor();
    await page.keyboard.press('t');
    await expectSelected(page, 'Checkout/Place');
    expect(placeOf(page)).toBe(`/traces/${traceId}?span=${span(5)}`);
    await page.goBack();
    await eventually(() => grid.locator('[aria-selected="true"]').textContent()).toContain('stock is low');
    await page.getByRole('link', { name: 'Logs of this trace' }).click();
    await eventually(() => placeOf(page)).toContain(`where=trace+%3D+${traceId}`);
    await page.getByText(/^5 records/).waitFor();
  });

  it('are all on the bars where they are too many to be listed, and that is said', async () => {
    const busy = hexId(9002, 32);
    const id = hexId(77_777, 16);
    const start = morning + 60_000;
    const own = { service: 'batch', name: 'busy job', id, at: 0, lasts: 2000, kind: 1 };
    await send(kit.engine, [{ traceId: busy, start, spans: [own] }]);
    await sendLogs(
      kit.engine,
      Array.from({ length: 10_050 }, (_, i): LogSpec => {
        const [service, body] = ['batch', `line ${i}`];
        return { service, at: start + i / 10, severity: i === 10_049 ? 17 : 9, traceId: busy, spanId: id, body };
      }),
    );
    const page = await kit.open({ path: `/traces/${busy}?span=${id}` });
    const { y } = await rowNamed(page, 'busy job');
    await page.locator(canvas).hover({ position: { x: 500, y } });
    await eventually(async () => (await textsOn(page, canvas)).map(({ text }) => text)).toContain(
      '10,050 log records, 1 error',
    );
    await page.getByText('Only among the first 10,000 of 10,050 records of the trace.').waitFor();
    await page.keyboard.press('5');
    await page.getByText('with the first 10,000 of 10,050 log records').waitFor();
    await page.getByRole('link', { name: 'all of them in Logs' }).click();
    await page.getByText(/^10,050 records/).waitFor();
  });
});
