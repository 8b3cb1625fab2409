// The service map: boxes and arrows, the list that says the same, details, times, keys, and the way to the traces.
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { checkoutTrace, traffic } from './kit/shop.ts';
import { hexId, morning, send, type TraceSpec } from './kit/otlp.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const kit = useKit();

const graph = (page: Page) => page.getByRole('application');
const box = (page: Page, id: string) => graph(page).locator(`[data-node="${id}"]`);
const details = (page: Page) => page.getByRole('region', { name: 'Details on the map' });
const list = (page: Page) => page.getByRole('grid', { name: 'Services and calls' });

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['OTTERSCOPE_LOOK'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}

/** A chain of services, each of which calls the next and one more. */
function many(services: number): TraceSpec {
  const id = (n: number): string => hexId(700_000 + n, 16);
  return {
    traceId: hexId(700, 32),
    start: morning + 90_000_000,
    spans: Array.from({ length: services }, (_, i) => ({
      service: `service-${String(i).padStart(3, '0')}`,
      name: `work ${i}`,
      id: id(i),
      ...(i === 0 ? {} : { parent: id(Math.floor((i - 1) / 3)) }),
      at: i,
      lasts: 5,
      kind: 2,
      ...(i % 17 === 3 ? { error: 'broken' } : {}),
    })),
  };
}

describe('the service map', () => {
  it('says what to do while there is nothing', async () => {
    const page = await kit.open({ path: '/map' });
    await page.getByText('No calls yet').waitFor();
    await picture(page, 'map-empty');
  });

  it('shows services, what they call outside, and failures; the list says the same', async () => {
    await send(kit.engine, [
      ...traffic({ count: 300, seed: 5 }),
      checkoutTrace(hexId(9001, 32), morning + 600_000, 90),
    ]);
    const page = await kit.open({ path: '/map' });
    await box(page, 'service:web-gateway').waitFor();
    await box(page, 'database:postgresql').waitFor();
    await box(page, 'database:redis').waitFor();
    await box(page, 'external:api.acme-pay.example').waitFor();
    expect(await graph(page).getAttribute('aria-label')).toMatch(/^Service map: 10 services, \d+ connections/);
    await list(page).getByText('web-gateway → checkout').waitFor();
    await picture(page, 'map');
    await list(page).getByText('web-gateway → checkout').click();
    await details(page).getByRole('heading', { name: 'web-gateway → checkout' }).waitFor();
    expect(
      await details(page).getByRole('link', { name: 'Show the traces with both services' }).getAttribute('href'),
    ).toContain('where=service+%3D+checkout+and+trace.service+%3D+web-gateway');
    await picture(page, 'map-edge');
  });

  it('is gone through by keys in the list, which has them again after the details', async () => {
    const page = await kit.open({ path: '/map' });
    await list(page).getByText('web-gateway → checkout').waitFor();
    const walked = list(page).getByRole('row', { selected: true });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await eventually(() => walked.getAttribute('aria-rowindex')).toBe('3');
    const name = (await walked.getByRole('gridcell').first().locator('[title]').first().getAttribute('title')) ?? '';
    await page.keyboard.press('Enter');
    await details(page).getByRole('heading', { name, exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await eventually(() => walked.getAttribute('aria-rowindex')).toBe('3');
    await page.keyboard.press('ArrowDown');
    await eventually(() => walked.getAttribute('aria-rowindex')).toBe('4');
  });

  it('tells of a service, and its address restores it', async () => {
    const page = await kit.open({ path: '/map' });
    await box(page, 'service:checkout').click();
    await details(page).getByText('Operations by time').waitFor();
    await details(page).getByRole('link', { name: 'Checkout/Place' }).waitFor();
    const again = await kit.open({ path: placeOf(page), theme: 'dark', width: 1920, height: 1080 });
    await details(again).getByRole('heading', { name: 'checkout', exact: true }).waitFor();
    await details(again).getByRole('link', { name: 'Checkout/Place' }).waitFor();
    await picture(again, 'map-node-dark');
    await details(again).getByRole('link', { name: 'Show the traces' }).click();
    await eventually(() => placeOf(again)).toContain('/traces?');
    await again
      .getByRole('grid', { name: 'Traces' })
      .getByText('Checkout')
      .first()
      .or(again.getByText('POST /api/checkout').first())
      .waitFor();
  });

  it('is walked by arrow keys; Enter shows the traces, Escape lets go', async () => {
    const page = await kit.open({ path: '/map' });
    await box(page, 'service:web-gateway').waitFor();
    await graph(page).focus();
    await page.keyboard.press('ArrowRight');
    await eventually(() => placeOf(page)).toContain('at=');
    const first = placeOf(page);
    await page.keyboard.press('ArrowRight');
    await eventually(() => placeOf(page)).not.toBe(first);
    await page.keyboard.press('ArrowLeft');
    await eventually(() => placeOf(page)).toContain('at=');
    await page.keyboard.press('Escape');
    await eventually(() => placeOf(page)).toBe('/map');
    await box(page, 'service:search').click();
    await graph(page).focus();
    await page.keyboard.press('Enter');
    await eventually(() => placeOf(page)).toMatch(/^\/traces\?.*search/);
  });

  it('keeps every box where it is while more arrive, and lays out anew when asked', async () => {
    const page = await kit.open({ path: '/map' });
    await box(page, 'service:web-gateway').waitFor();
    const place = (): Promise<string | null> => box(page, 'service:checkout').getAttribute('transform');
    const before = await place();
    await send(kit.engine, [
      {
        traceId: hexId(9900, 32),
        start: morning + 601_000,
        spans: [
          { service: 'checkout', name: 'Checkout/Place', id: hexId(99_001, 16), at: 0, lasts: 5, kind: 2 },
          {
            service: 'aardvark',
            name: 'new',
            id: hexId(99_002, 16),
            parent: hexId(99_001, 16),
            at: 1,
            lasts: 2,
            kind: 2,
          },
        ],
      },
    ]);
    await box(page, 'service:aardvark').waitFor();
    expect(await place()).toBe(before);
    await picture(page, 'map-grown');
    await page.getByRole('button', { name: 'Tidy' }).click();
    await eventually(place).not.toBe(before);
  });

  it('keeps to the time that is asked for', async () => {
    const page = await kit.open({ path: '/map?from=2026-01-15T09:39:59Z&to=2026-01-15T09:40:00.500Z' });
    await box(page, 'service:payments').waitFor();
    expect(await box(page, 'service:warehouse').count()).toBe(0);
    await page.getByRole('textbox', { name: 'From' }).fill('yesterday');
    await page.keyboard.press('Enter');
    await page.getByText('Such as 2026-01-15T09:30:00Z').waitFor();
    await page.goto(`${new URL(page.url()).origin}/map?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z`);
    await page.getByText('No calls in this time').waitFor();
    await picture(page, 'map-no-calls');
    await page.getByRole('button', { name: 'Show the whole run' }).click();
    await eventually(() => placeOf(page)).toBe('/map');
    await page.getByRole('combobox', { name: 'Time' }).click();
    await page.getByRole('option', { name: 'Last minute' }).click();
    await eventually(() => placeOf(page)).toMatch(/^\/map\?last=(1m|60s)$/);
  });

  it('has a graph for each trace, restored from its address', async () => {
    const page = await kit.open({ path: `/traces/${hexId(9001, 32)}?view=graph` });
    await box(page, 'service:payments').waitFor();
    await box(page, 'external:api.acme-pay.example').waitFor();
    const table = page.getByRole('grid', { name: 'Services and calls of this trace' });
    await table.getByText('web-gateway → checkout').waitFor();
    await picture(page, 'trace-graph');
    await table.getByText('web-gateway → checkout').click();
    await eventually(() => new URL(page.url()).searchParams.get('at')).toBe('service:web-gateway → service:checkout');
    await page.reload();
    await page.getByRole('row', { selected: true }).getByText('web-gateway → checkout').waitFor();
    await box(page, 'service:payments').dblclick();
    await page
      .getByRole('region', { name: 'Span details' })
      .getByRole('heading', { name: 'Payments/Charge' })
      .waitFor();
    await eventually(() => placeOf(page)).toContain('view=graph&span=');
  });

  it('takes two hundred services', async () => {
    await send(kit.engine, [many(200)]);
    const page = await kit.open({ path: '/map?last=1m', width: 1920, height: 1080 });
    await box(page, 'service:service-199').waitFor();
    expect(await graph(page).locator('[data-node]').count()).toBe(200);
    await picture(page, 'map-200');
    await list(page).getByText('service-005', { exact: true }).click();
    await details(page).getByText('service-016').waitFor();
    await picture(page, 'map-200-chosen');
  });
});
