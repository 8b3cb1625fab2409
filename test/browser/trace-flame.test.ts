// Flame graph and self-time table of the trace page: the selection is shared, settings are in the address, files and
// the copied table hold what is shown.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { frameHeight } from '../../src/renderer/draw/flame/flame-model.ts';
import { textsOn } from './kit/canvas-texts.ts';
import { checkoutTrace } from './kit/shop.ts';
import { hexId, morning, send } from './kit/otlp.ts';
import { clickRow, expectSelected } from './kit/waterfall.ts';
import { clipboard, eventually, placeOf, useKit } from './kit/window.ts';

const traceId = hexId(9001, 32);
const canvas = '[role="tree"] canvas';
const kit = useKit((engine) => send(engine, [checkoutTrace(traceId, morning)]));

const tree = (page: Page) => page.getByRole('tree', { name: /^Flame graph of the trace/ });
const chosen = (page: Page) => tree(page).getByRole('treeitem').textContent();

/** The texts of the frames, by level. */
async function levels(page: Page): Promise<string[][]> {
  const rows: string[][] = [];
  for (const { text, y } of await textsOn(page, canvas)) (rows[Math.floor(y / frameHeight)] ??= []).push(text);
  return rows;
}

async function clickFrame(page: Page, name: string): Promise<void> {
  await eventually(async () => (await textsOn(page, canvas)).some(({ text }) => text.startsWith(name))).toBe(true);
  const found = (await textsOn(page, canvas)).find(({ text }) => text.startsWith(name));
  await page.locator(canvas).click({ position: { x: (found?.x ?? 0) + 4, y: found?.y ?? 0 } });
}

describe('the flame graph', () => {
  it('opens with its key, merges by path, and goes by the address', async () => {
    const page = await kit.open({ path: `/traces/${traceId}` });
    await page.getByRole('treegrid').waitFor();
    await page.keyboard.press('2');
    await page.getByText('450 ms in spans, over 412 ms').waitFor();
    expect(placeOf(page)).toContain('view=flame');
    // Two calls of the same operation are one frame.
    await eventually(async () => (await levels(page)).slice(0, 2)).toEqual([
      ['whole trace', '450 ms'],
      ['web-gateway: POST /api/checkout', '450 ms'],
    ]);
    expect((await levels(page)).flat().filter((text) => text.startsWith('payments: POST'))).toHaveLength(1);
    await page.getByRole('button', { name: 'Time order' }).click();
    await eventually(
      async () => (await levels(page)).flat().filter((text) => text.startsWith('payments: POST')).length,
    ).toBe(2);
    await page.getByRole('button', { name: 'Critical path' }).click();
    await page.getByText('412 ms on the critical path, over 412 ms').waitFor();
    expect(placeOf(page)).toMatch(/order=time.*weight=critical/);
    await page.reload();
    await page.getByText('412 ms on the critical path, over 412 ms').waitFor();
  });

  it('shares the selected span with the other views', async () => {
    const page = await kit.open({ path: `/traces/${traceId}` });
    await clickRow(page, 'Payments/Charge');
    await page.keyboard.press('2');
    await eventually(() => chosen(page)).toContain('payments: Payments/Charge');
    await clickFrame(page, 'payments: fr');
    await page.getByRole('region', { name: 'Span details' }).getByRole('heading', { name: 'fraud score' }).waitFor();
    await page.keyboard.press('1');
    await expectSelected(page, 'fraud score');
  });

  it('moves and zooms by keys, with the way back above it', async () => {
    const page = await kit.open({ path: `/traces/${traceId}?view=flame` });
    await tree(page).focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    await eventually(() => chosen(page)).toContain('payments: Payments/Charge, 268 ms');
    expect(await tree(page).getByRole('treeitem').getAttribute('aria-level')).toBe('4');
    await page.keyboard.press('ArrowRight');
    await eventually(() => chosen(page)).toContain('inventory: Inventory/Reserve');
    await page.keyboard.press('Enter');
    const way = page.getByRole('navigation', { name: 'Way to the zoomed frame' });
    await way.getByRole('button', { name: 'checkout: Checkout/Place' }).waitFor();
    await page.keyboard.press('Escape');
    await eventually(() => way.getByRole('button').count()).toBe(3);
    await way.getByRole('button', { name: 'whole trace' }).click();
    await eventually(() => way.getByRole('button').count()).toBe(1);
  });

  it('has the zoomed frame in the address: Back zooms out, a link opens the same picture', async () => {
    const page = await kit.open({ path: '/traces' });
    await page.getByText('POST /api/checkout').first().click();
    await page.getByRole('treegrid').waitFor();
    await page.keyboard.press('2');
    await clickFrame(page, 'checkout: Checkout/Place');
    const way = page.getByRole('navigation', { name: 'Way to the zoomed frame' });
    const zoomed = () => way.locator('[aria-current]').textContent();
    await eventually(zoomed).toBe('checkout: Checkout/Place');
    await clickFrame(page, 'payments: Payments/Charge');
    await eventually(zoomed).toBe('payments: Payments/Charge');
    await eventually(() => placeOf(page)).toMatch(/span=(\w{16}).*zoom=\1/);
    const link = placeOf(page);
    await page.goBack();
    await eventually(zoomed).toBe('checkout: Checkout/Place');
    await page.goForward();
    await eventually(zoomed).toBe('payments: Payments/Charge');
    const other = await kit.open({ path: link });
    const there = other.getByRole('navigation', { name: 'Way to the zoomed frame' }).locator('[aria-current]');
    await eventually(() => there.textContent()).toBe('payments: Payments/Charge');
    await eventually(() => chosen(other)).toContain('payments: Payments/Charge');
    // The spans keep it when frames are merged in another way.
    await other.getByRole('button', { name: 'Time order' }).click();
    await eventually(() => there.textContent()).toBe('payments: Payments/Charge');
    expect(placeOf(other)).toContain('zoom=');
    await page.getByRole('button', { name: 'Back to the traces' }).click();
    await eventually(() => placeOf(page)).toBe('/traces');
  });

  it('shows what is found and how much it is', async () => {
    const page = await kit.open({ path: `/traces/${traceId}?view=flame` });
    await tree(page).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.insertText('api.acme-pay');
    await page.getByText('180 ms matched (40 %)').waitFor();
  });

  it('tells about a frame under the pointer', async () => {
    const page = await kit.open({ path: `/traces/${traceId}?view=flame` });
    await eventually(async () => (await textsOn(page, canvas)).length).toBeGreaterThan(5);
    const found = (await textsOn(page, canvas)).find(({ text }) => text.startsWith('payments: POST'));
    await page.locator(canvas).hover({ position: { x: (found?.x ?? 0) + 4, y: found?.y ?? 0 } });
    await page.getByText('2 spans, 180 ms in sum over 180 ms of time').waitFor();
    await page.getByText('1 span with errors').waitFor();
  });

  it('is saved as a picture and as folded stacks', async () => {
    const page = await kit.open({ path: `/traces/${traceId}?view=flame` });
    const saved = async (item: string): Promise<readonly [name: string, text: string]> => {
      await page.getByRole('button', { name: 'Save as' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: item }).click();
      const file = await download;
      return [file.suggestedFilename(), await readFile(await file.path(), 'utf8')];
    };
    const [svgName, svg] = await saved('SVG picture');
    expect(svgName).toMatch(/^trace-[0-9a-f]{8}-flame\.svg$/);
    expect(svg).toContain('<title>payments: fraud score (61.0 ms, 14 %)</title>');
    await tryPicture(await kit.open({ path: `/traces/${traceId}` }), svg);
    const [foldedName, folded] = await saved('Folded stacks');
    expect(foldedName).toMatch(/\.folded\.txt$/);
    expect(folded).toContain(
      'web-gateway: POST /api/checkout;checkout: Checkout/Place;payments: Payments/Charge;payments: fraud score 61000\n',
    );
    const sum = folded
      .trim()
      .split('\n')
      .reduce((all, line) => all + Number(line.slice(line.lastIndexOf(' '))), 0);
    expect(sum).toBe(450_000);
  });
});

/** The file zooms, searches and answers to keys wherever it is opened, without anything else. */
async function tryPicture(page: Page, svg: string): Promise<void> {
  await page.route('http://picture.test/', (route) => route.fulfill({ contentType: 'image/svg+xml', body: svg }));
  await page.goto('http://picture.test/');
  const frame = (name: string) => page.locator('#frames > g', { has: page.locator(`title:text("${name}")`) }).first();
  const widthOf = (name: string) => frame(name).locator('rect').getAttribute('width');
  const before = Number.parseFloat((await widthOf('payments: fraud score')) ?? '');
  await page.keyboard.press('/');
  await page.keyboard.type('FRAUD');
  await eventually(() => page.locator('#matched').textContent()).toBe('Matched: 14 % (1 frame)');
  await frame('payments: Payments/Charge').click();
  await eventually(() => page.locator('#matched').textContent()).not.toBe('Matched: 14 % (1 frame)');
  expect(Number.parseFloat((await widthOf('payments: fraud score')) ?? '')).toBeGreaterThan(before);
  await eventually(() => page.locator('#details').textContent()).toContain('payments: Payments/Charge (');
  await page.keyboard.press('Home');
  await eventually(() => page.locator('#matched').textContent()).toBe('Matched: 14 % (1 frame)');
  expect(Number.parseFloat((await widthOf('payments: fraud score')) ?? '')).toBeCloseTo(before, 3);
  await page.keyboard.press('Escape');
  await eventually(() => page.locator('#matched').textContent()).toBe('');
}

describe('the self-time table', () => {
  const table = (page: Page) => page.getByRole('grid', { name: 'Self time by operation' });
  const first = (page: Page) => table(page).getByRole('row').nth(1).textContent();

  it('sorts by its titles and sums by service', async () => {
    const page = await kit.open({ path: `/traces/${traceId}` });
    await page.getByRole('treegrid').waitFor();
    await page.keyboard.press('3');
    await eventually(() => first(page)).toContain('POST api.acme-pay.example/charges');
    await table(page).getByRole('button', { name: 'Total' }).click();
    await eventually(() => first(page)).toContain('POST /api/checkout');
    await table(page).getByRole('button', { name: 'Total' }).click();
    await eventually(() => first(page)).toContain('redis GET');
    await page.getByRole('button', { name: 'Services', exact: true }).click();
    const services = page.getByRole('grid', { name: 'Self time by service' });
    await eventually(() => services.getByRole('row').nth(1).textContent()).toContain('accounts');
    expect(placeOf(page)).toMatch(/view=table.*by=service/);
  });

  it('goes through the spans of an operation, longest first, and keeps the selection', async () => {
    const page = await kit.open({ path: `/traces/${traceId}?view=table` });
    const row = table(page).getByRole('row').filter({ hasText: 'POST api.acme-pay' });
    await row.click();
    await page.getByText('span 1 of 2, longest first').waitFor();
    await row.click();
    await page.getByText('span 2 of 2, longest first').waitFor();
    await row.click();
    await page.getByText('span 1 of 2, longest first').waitFor();
    const leaves = page.getByRole('grid', { name: 'Slowest spans without children' });
    await leaves.getByRole('row').filter({ hasText: 'fraud score' }).click();
    await eventually(() => table(page).locator('[aria-selected="true"]').textContent()).toContain('fraud score');
    await page.keyboard.press('1');
    await expectSelected(page, 'fraud score');
  });

  it('is copied as CSV', async () => {
    const page = await kit.open({ path: `/traces/${traceId}?view=table` });
    await page.getByRole('button', { name: 'Copy as CSV' }).click();
    await page.getByText('19 rows copied').waitFor();
    const lines = (await clipboard(page)).trim().split('\n');
    expect(lines).toHaveLength(20);
    expect(lines).toContain('payments,fraud score,1,0,61,0.148058,61,61,61,61');
  });
});
