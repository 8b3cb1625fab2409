// Comparing two traces: entered from a trace and from the list, filtered, walked by keys, restored from its address.
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { checkoutTrace } from './kit/shop.ts';
import { hexId, morning, send, type TraceSpec } from './kit/otlp.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const before = checkoutTrace(hexId(1, 32), morning, 1);

/** The same checkout later: no discounts, a second charge less, a slower fraud score that failed, one call more. */
function changed(): TraceSpec {
  const base = checkoutTrace(hexId(2, 32), morning + 60_000, 2);
  const spans = base.spans
    .filter(({ name }) => name !== 'apply discounts')
    .map((span) =>
      span.name === 'fraud score'
        ? { ...span, lasts: 160, error: 'model timed out', attributes: { 'fraud.score': 0.74, 'fraud.model': 'v2' } }
        : span,
    );
  const last = {
    service: 'checkout',
    name: 'write audit log',
    id: hexId(299, 16),
    parent: hexId(205, 16),
    at: 300,
    lasts: 4,
  };
  return { ...base, spans: [...spans, last] };
}

const other = { ...checkoutTrace(hexId(3, 32), morning + 120_000, 3) };
const kit = useKit((engine) => send(engine, [before, changed(), other]));

const table = (page: Page) => page.getByRole('grid', { name: 'Compared spans' });
const rows = (page: Page) => table(page).getByRole('row');
const rowTexts = async (page: Page): Promise<string[]> =>
  (await table(page).locator('[role=row][aria-rowindex]:not([aria-rowindex="1"])').allInnerTexts()).map((text) =>
    text.replaceAll(/\s+/g, ' ').trim(),
  );

async function compared(page: Page): Promise<void> {
  await rows(page).nth(5).waitFor();
}

/** Run of the engine, as the address of a comparison names it. */
async function address(page: Page): Promise<string> {
  await page.goto(`${new URL(page.url()).origin}/traces/${before.traceId}`);
  await page.getByRole('button', { name: 'Compare with another trace…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('link')
    .filter({ hasText: hexId(2, 32).slice(0, 8) })
    .last()
    .click();
  await compared(page);
  return placeOf(page);
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['OTTERSCOPE_LOOK'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}

describe('comparing two traces', () => {
  it('is entered from the trace, from others of its operation', async () => {
    const page = await kit.open({ path: `/traces/${before.traceId}` });
    await page.getByRole('treegrid').waitFor();
    await page.keyboard.press('v');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Newest traces with web-gateway POST /api/checkout').waitFor();
    await expect.poll(() => dialog.getByRole('listitem').count()).toBe(2);
    await picture(page, 'compare-with');
    await dialog.getByRole('textbox', { name: 'Trace id' }).fill('nonsense');
    await page.keyboard.press('Enter');
    await dialog.getByText('A trace id has 32 hexadecimal digits.').waitFor();
    await dialog.getByRole('textbox', { name: 'Trace id' }).fill(hexId(2, 32));
    await page.keyboard.press('Enter');
    await compared(page);
    expect(decodeURIComponent(placeOf(page))).toMatch(
      new RegExp(`^/compare\\?left=[^&]+/${before.traceId}&right=[^&]+/${hexId(2, 32)}$`),
    );
  });

  it('is entered from the list by marking two rows', async () => {
    const page = await kit.open({ path: '/traces' });
    const list = page.getByRole('grid', { name: 'Traces' });
    await list.getByText('POST /api/checkout').nth(2).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('v');
    await page.getByText(/is marked\. Select another one/).waitFor();
    await picture(page, 'compare-mark');
    await page.keyboard.press('j');
    await page.keyboard.press('v');
    await compared(page);
    expect(placeOf(page)).toMatch(/^\/compare\?/);
  });

  it('lists what came, went, takes longer and fails only now, and its address restores it', async () => {
    const page = await kit.open();
    await address(page);
    const all = await rowTexts(page);
    expect(all[0]).toMatch(/^POST \/api\/checkout web-gateway Same/);
    expect(all.find((row) => row.includes('apply discounts'))).toMatch(/Removed 9\.00 ms –/);
    expect(all.find((row) => row.includes('write audit log'))).toMatch(/Added – 4\.00 ms/);
    expect(all.find((row) => row.includes('fraud score'))).toMatch(/Slower 61\.0 ms 160 ms \+99\.0 ms ×2\.6/);
    await picture(page, 'compare');
    await page.getByRole('button', { name: /^Slower/ }).click();
    await page.getByRole('button', { name: /^Added/ }).click();
    await eventually(() => rowTexts(page)).toHaveLength(2);
    await page.getByRole('combobox', { name: 'Order' }).click();
    await page.getByRole('option', { name: 'Largest change of duration' }).click();
    await table(page).getByText('fraud score').click();
    const pane = page.getByRole('region', { name: 'Compared pair' });
    await pane.getByText('fraud.model').waitFor();
    const place = placeOf(page);
    expect(place).toContain('show=slower%2Cadded&sort=delta&pair=');

    const again = await kit.open({ path: place, theme: 'dark', width: 1920, height: 1080 });
    const pair = again.getByRole('region', { name: 'Compared pair' });
    await pair.getByText('fraud.model').waitFor();
    expect((await rowTexts(again))[0]).toMatch(/fraud score/);
    expect(await rowTexts(again)).toHaveLength(2);
    const told = (await pair.innerText()).replaceAll(/\s+/g, ' ');
    expect(told).toMatch(/Duration 61\.0 ms 160 ms \+99\.0 ms/);
    expect(told).toMatch(/fraud\.model only right v2/);
    expect(told).toMatch(/fraud\.score changed 0\.12 0\.74/);
    expect(told).toMatch(/message only right model timed out/);
    await picture(again, 'compare-pair-dark');
  });

  it('is walked and turned round by keys', async () => {
    const page = await kit.open();
    await address(page);
    const selected = async (): Promise<string> =>
      (await table(page).locator('[role=row][aria-selected=true]').allInnerTexts()).join().replaceAll(/\s+/g, ' ');
    await page.keyboard.press('n');
    await eventually(selected).toContain('apply discounts');
    await page.keyboard.press('e');
    await eventually(selected).toContain('fraud score');
    await page.keyboard.press('N');
    await eventually(selected).toContain('apply discounts');
    await page.keyboard.press('ArrowDown');
    await eventually(selected).toContain('tax table lookup');
    await page.keyboard.press('x');
    await eventually(async () => (await rowTexts(page)).find((row) => row.includes('apply discounts'))).toContain(
      'Added',
    );
    await eventually(selected).toContain('tax table lookup');
    await page.keyboard.press('Escape');
    await eventually(selected).toBe('');
    await page.keyboard.press('o');
    await eventually(async () => (await rowTexts(page))[0]).toContain('fraud score');
  });

  it('says what is not there', async () => {
    const page = await kit.open({ path: '/compare' });
    await page.getByText('Nothing to compare yet').waitFor();
    await picture(page, 'compare-nothing');
    const place = await address(page);
    await page.goto(`${new URL(page.url()).origin}${place.replaceAll(hexId(2, 32), hexId(77, 32))}`);
    await page.getByText('One of the two is not here').waitFor();
    await page.getByText(hexId(77, 32)).waitFor();
    await picture(page, 'compare-missing');
  });
});
