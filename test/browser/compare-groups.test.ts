// Comparing two groups: before and after within a run, entered from the list; two runs, entered from the runs.
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { traffic } from './kit/shop.ts';
import { morning, send } from './kit/otlp.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const kit = useKit(async (engine) => {
  await send(engine, traffic({ count: 150, seed: 8 }));
  // Later: the same, but every call to the catalogue takes three times as long, and one is new.
  const later = traffic({ count: 150, seed: 9, start: morning + 3_600_000, first: 1001 }).map((trace) => ({
    ...trace,
    spans: trace.spans.map((span) =>
      span.name === 'Catalogue/Product'
        ? { ...span, lasts: span.lasts * 3 }
        : span.name === 'Catalogue/Featured'
          ? { ...span, name: 'Catalogue/Home' }
          : span,
    ),
  }));
  await send(engine, later);
});

const table = (page: Page) => page.getByRole('grid', { name: 'Operations of both groups' });
const rowTexts = async (page: Page): Promise<string[]> =>
  (await table(page).locator('[role=row][aria-rowindex]:not([aria-rowindex="1"])').allInnerTexts()).map((text) =>
    text.replaceAll(/\s+/g, ' ').trim(),
  );
const figures = async (page: Page): Promise<string> =>
  (await page.getByRole('region', { name: 'Figures of both groups' }).innerText()).replaceAll(/\s+/g, ' ');

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['OTTERSCOPE_LOOK'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}

describe('comparing two groups', () => {
  it('is entered from the list; its times split the run into before and after', async () => {
    const page = await kit.open({ path: '/traces?from=2026-01-15T10:00:00Z' });
    await page.getByRole('grid', { name: 'Traces' }).getByRole('row').nth(4).waitFor();
    await page.getByRole('button', { name: 'Compare groups' }).click();
    await table(page).getByText('Catalogue/Home').waitFor();
    expect(decodeURIComponent(placeOf(page))).toMatch(
      /^\/compare\?kind=groups&left=[^&]+&leftTo=2026-01-15T10:00:00[^&]*&right=[^&]+&rightFrom=2026-01-15T10:00:00/,
    );
    expect(await figures(page)).toMatch(/Traces 150 150 Failed/);
    const rows = await rowTexts(page);
    expect(rows.find((row) => row.startsWith('Catalogue/Product'))).toContain('Slower');
    expect(rows.find((row) => row.startsWith('Catalogue/Home'))).toContain('Added');
    expect(rows.find((row) => row.startsWith('Catalogue/Featured'))).toContain('Removed');
    await picture(page, 'groups');
  });

  it('shows the distributions of a chosen operation, restored from the address, and leads to the traces of a side', async () => {
    const page = await kit.open({ path: '/traces?from=2026-01-15T10:00:00Z' });
    await page.getByRole('button', { name: 'Compare groups' }).click();
    await table(page).getByText('Catalogue/Product').click();
    await eventually(() => figures(page)).toMatch(/Spans \d+ \d+ Failed/);
    await page.getByRole('combobox', { name: 'Order of operations' }).click();
    await page.getByRole('option', { name: 'Largest change of the median' }).click();
    await eventually(() => placeOf(page)).toContain('sort=p50&at=');
    const again = await kit.open({ path: placeOf(page), theme: 'dark', width: 1920, height: 1080 });
    await again.getByRole('img', { name: /durations of catalogue Catalogue\/Product/ }).waitFor();
    await picture(again, 'groups-operation-dark');
    await again
      .getByRole('region', { name: 'Figures of both groups' })
      .getByRole('link', { name: 'Traces' })
      .nth(1)
      .click();
    await eventually(() => decodeURIComponent(placeOf(again))).toMatch(
      /^\/traces\?where=service.+Catalogue\/Product.*from=2026-01-15T10:00:00/,
    );
    await again.getByRole('grid', { name: 'Traces' }).getByText('GET /products/{sku}').first().waitFor();
  });

  it('narrows both sides by a search, swaps them, and says when nothing is left', async () => {
    const page = await kit.open({ path: '/traces?from=2026-01-15T10:00:00Z' });
    await page.getByRole('button', { name: 'Compare groups' }).click();
    await table(page).getByText('Catalogue/Product').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('name = "Catalogue/Product"');
    await page.keyboard.press('Enter');
    await eventually(async () => (await rowTexts(page)).length).toBe(3);
    await page.keyboard.press('x');
    await eventually(async () => (await rowTexts(page)).find((row) => row.startsWith('Catalogue/Product'))).toContain(
      'Faster',
    );
    await page.getByRole('textbox', { name: 'Left from' }).fill('tomorrow');
    await page.keyboard.press('Enter');
    await page.getByText('Such as 2026-01-15T09:30:00Z').waitFor();
    const url = new URL(page.url());
    url.searchParams.set('where', 'service = nobody');
    await page.goto(url.href);
    await page.getByText('Both groups are empty').waitFor();
    await picture(page, 'groups-empty');
  });

  it('compares two runs, the older one on the left', async () => {
    const page = await kit.open({ path: '/runs' });
    await page.getByRole('button', { name: 'New run…' }).click();
    await page.getByRole('textbox', { name: 'Name (optional)' }).fill('second');
    await page.getByRole('button', { name: 'Start run' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await send(kit.engine, traffic({ count: 20, seed: 10, first: 5001 }));
    await page.goto(`${new URL(page.url()).origin}/runs`);
    await page.getByRole('button', { name: 'Compare with another run…' }).first().click();
    await page.getByRole('menuitem').first().click();
    await table(page).getByText('Catalogue/Product').waitFor();
    await eventually(() => figures(page)).toMatch(/Traces 300 20 Failed/);
    await picture(page, 'groups-runs');
  });
});
