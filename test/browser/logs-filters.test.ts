// The search of the logs page and everything that edits it: facets, the histogram, filters of the details, patterns;
// columns that are added; and what is said when nothing matches.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { sendLogs } from './kit/logs.ts';
import { shopLogs } from './kit/shop-logs.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const logs = shopLogs({ count: 9000, seed: 11 });
const kit = useKit((engine) => sendLogs(engine, logs));

const grid = (page: Page) => page.getByRole('grid', { name: 'Log records' });
const loaded = (page: Page) => grid(page).locator('time').first().waitFor();
const whereOf = (page: Page): string | null => new URL(page.url()).searchParams.get('where');
const counted = (wanted: (log: (typeof logs)[number]) => boolean): string =>
  logs.filter(wanted).length.toLocaleString('en');

describe('facets', () => {
  it('add, take away and turn conditions of the search, with counts', async () => {
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    const services = page.getByRole('region', { name: 'Service' });
    await services.getByRole('button', { name: 'inventory', exact: false }).first().click();
    await eventually(() => whereOf(page)).toBe('service = inventory');
    await page.getByText(`${counted(({ service }) => service === 'inventory')} records of 9,000`).waitFor();
    const severities = page.getByRole('region', { name: 'Severity' });
    await severities.getByRole('button', { name: 'Leave out debug' }).click();
    await eventually(() => whereOf(page)).toBe('service = inventory and severity != debug');
    await page
      .getByText(`${counted((log) => log.service === 'inventory' && log.severity !== 5)} records of 9,000`)
      .waitFor();
    await services.getByRole('button', { name: 'inventory', exact: false }).first().click();
    await eventually(() => whereOf(page)).toBe('severity != debug');
    await page.goBack();
    await eventually(() => whereOf(page)).toBe('service = inventory and severity != debug');
  });

  it('count the values of a field that is picked, and keep it', async () => {
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    await page.getByRole('button', { name: 'Field…' }).click();
    await page.getByRole('combobox', { name: 'Count the values of a field' }).fill('body.method');
    await page.getByRole('option', { name: 'body.method' }).click();
    const facet = page.getByRole('region', { name: 'body.method' });
    await facet.getByRole('button', { name: /^GET/ }).click();
    await eventually(() => whereOf(page)).toBe('body.method = GET');
    await page.reload();
    await facet.getByRole('button', { name: /^GET/ }).waitFor();
    expect(await facet.getByRole('button', { name: /^GET/ }).getAttribute('aria-pressed')).toBe('true');
  });
});

describe('the histogram', () => {
  it('selects a range of times by dragging, and lets go of it', async () => {
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    const chart = page.getByRole('application', { name: /^9,000 records over time/ });
    await chart.waitFor();
    const box = await chart.boundingBox();
    if (box === null) throw new Error('no histogram');
    await page.mouse.move(box.x + box.width * 0.4, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 24, { steps: 5 });
    await page.mouse.up();
    await eventually(() => placeOf(page)).toMatch(/from=.*&to=/);
    const range = new URL(page.url()).searchParams;
    const [from, to] = ['from', 'to'].map((name) => Date.parse(range.get(name) ?? ''));
    const inside = counted(({ at }) => at >= (from as number) && at <= (to as number));
    await page.getByText(`${inside} records of 9,000`).waitFor();
    await page.getByRole('button', { name: 'All times' }).click();
    await page.getByText(/^9,000 records$/).waitFor();
  });

  it('is used by keys, and tells what a bar is made of', async () => {
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    const chart = page.getByRole('application', { name: /^9,000 records over time/ });
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    await chart.getByRole('status').getByText('info').waitFor();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    await eventually(() => placeOf(page)).toMatch(/from=2026-01-15T09%3A30%3A00/);
  });
});

describe('the search', () => {
  it('applies what is typed, and j and k are free again after Enter', async () => {
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    await page.keyboard.press('/');
    await page.keyboard.type('severity >= error and quote');
    await page.keyboard.press('Enter');
    await eventually(() => whereOf(page)).toBe('severity >= error and quote');
    await page.getByText(`${counted(({ body }) => body === 'quote failed')} records of 9,000`).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('region', { name: 'Record details' }).getByText('decimal.InvalidOperation').first().waitFor();
  });

  it('goes from error to error through the whole run', async () => {
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    const times = logs
      .filter(({ severity }) => severity >= 17)
      .map(({ at }) => new Date(at).toISOString().slice(11, 23));
    const selected = grid(page).locator('[aria-selected="true"]');
    await page.keyboard.press('E');
    await eventually(() => selected.textContent()).toContain(times.at(-1));
    await page.keyboard.press('E');
    await eventually(() => selected.textContent()).toContain(times.at(-2));
    await page.keyboard.press('e');
    await eventually(() => selected.textContent()).toContain(times.at(-1));
  });

  it('says where matches would be when there are none', async () => {
    const page = await kit.open({ path: '/logs?where=service+%3D+inventory+and+"no+such+text"' });
    await page.getByRole('heading', { name: 'No record matches' }).waitFor();
    await page.getByRole('button', { name: `${counted(({ service }) => service === 'inventory')} records` }).click();
    await eventually(() => whereOf(page)).toBe('service = inventory');
    await loaded(page);
  });

  it('tells a search that cannot be read, and recovers', async () => {
    const page = await kit.open({ path: '/logs?where=severity+%3D+loud' });
    await page.getByText('severity is one of', { exact: false }).first().waitFor();
    await page.getByRole('heading', { name: 'The search cannot be read' }).waitFor();
    await page.keyboard.press('x');
    await loaded(page);
  });
});

describe('details, columns and patterns', () => {
  it('filter by the value of an attribute and show a field as a column', async () => {
    const page = await kit.open({ path: '/logs?where=body+contains+"is+low"' });
    await loaded(page);
    await page.keyboard.press('k');
    const pane = page.getByRole('region', { name: 'Record details' });
    const value = pane.getByText(/^SKU-\d+$/);
    const sku = (await value.textContent()) ?? '';
    await value.hover();
    await pane.getByRole('button', { name: 'Show item.sku as a column' }).click();
    await grid(page).getByRole('columnheader', { name: 'item.sku' }).waitFor();
    await eventually(() => grid(page).locator('[aria-selected="true"]').textContent()).toContain(sku);
    await value.hover();
    await pane.getByRole('button', { name: 'Only records with this item.sku' }).click();
    await eventually(() => whereOf(page)).toBe(`body contains "is low" and item.sku = ${sku}`);
    await grid(page).getByRole('columnheader', { name: 'item.sku' }).hover();
    await page.getByRole('button', { name: 'Remove the column item.sku' }).click();
    await eventually(() => grid(page).getByRole('columnheader', { name: 'item.sku' }).count()).toBe(0);
  });

  it('shows patterns with counts, and the records of one', async () => {
    const page = await kit.open({ path: '/logs?view=patterns' });
    const table = page.getByRole('grid', { name: 'Patterns' });
    const row = table.getByRole('row').filter({ hasText: 'prices in' });
    await row.waitFor();
    const prices = counted(({ body }) => typeof body === 'string' && body.startsWith('loaded'));
    expect(await row.textContent()).toContain(prices);
    await row.click();
    await eventually(() => Promise.resolve(new URL(page.url()).searchParams.get('pattern') ?? '')).toContain(
      'prices in',
    );
    await page.reload();
    await eventually(() => row.getAttribute('aria-selected')).toBe('true');
    await row.dblclick();
    await eventually(() => whereOf(page)).toContain('pattern = ');
    await page.getByText(`${prices} records of 9,000`).waitFor();
  });
});
