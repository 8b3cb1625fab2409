// The list as it lives: holds still once the user has moved, counts what came since, goes back to live; and its whole
// length can be scrolled, with 20,000 traces in it.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { traffic } from './kit/shop.ts';
import { hexId, morning, send } from './kit/otlp.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const stored = 20_000;
const kit = useKit((engine) => send(engine, traffic({ count: stored, seed: 3, every: 100 }), 2500));

const grid = (page: Page) => page.getByRole('grid', { name: 'Traces' });
const loaded = (page: Page): Promise<void> => grid(page).locator('[aria-rowindex="2"] time').waitFor();
const bodyRows = (page: Page) => grid(page).locator('[role="row"][aria-selected]');
const firstStart = (page: Page): Promise<string | null> => grid(page).locator('[aria-rowindex="2"] time').textContent();
const newer = (number: number) =>
  traffic({ count: 1, seed: number, start: morning + 3_600_000 + number * 1000, first: 30_000 + number });

describe('the live list', () => {
  it('shows the newest first and a new trace on top by itself', async () => {
    const page = await kit.open({ path: '/traces' });
    await loaded(page);
    expect(await grid(page).getAttribute('aria-rowcount')).toBe(String(stored + 1));
    const before = await firstStart(page);
    await send(kit.engine, newer(1));
    await eventually(() => grid(page).getAttribute('aria-rowcount')).toBe(String(stored + 2));
    await eventually(() => firstStart(page)).not.toBe(before);
  });

  it('holds still once scrolled, counts arrivals, resumes', async () => {
    const page = await kit.open({ path: '/traces' });
    await loaded(page);
    await page.getByText('Live', { exact: true }).waitFor();
    const rowsBefore = await grid(page).getAttribute('aria-rowcount');
    await grid(page).hover();
    await page.mouse.wheel(0, 2400);
    await page.getByText('Held', { exact: true }).waitFor();
    const row = grid(page).locator('[aria-rowindex="115"]');
    await row.locator('time').waitFor();
    const text = await row.textContent();
    await send(kit.engine, newer(2));
    await page.getByRole('button', { name: 'Resume live (+1)' }).waitFor();
    await send(kit.engine, newer(3));
    await page.getByRole('button', { name: 'Resume live (+2)' }).waitFor();
    expect(await row.textContent()).toBe(text);
    expect(await grid(page).getAttribute('aria-rowcount')).toBe(rowsBefore);
    await page.getByRole('button', { name: 'Resume live (+2)' }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    await eventually(() => grid(page).getAttribute('aria-rowcount')).toBe(String(Number(rowsBefore) + 2));
    expect(await grid(page).evaluate((element) => element.scrollTop)).toBe(0);
  });

  it('scrolls to its very end with few rows in the page', async () => {
    const page = await kit.open({ path: '/traces' });
    await loaded(page);
    await grid(page).focus();
    await page.keyboard.press('End');
    const count = Number(await grid(page).getAttribute('aria-rowcount'));
    const last = grid(page).locator(`[aria-rowindex="${count}"]`);
    await eventually(() => last.textContent()).toContain('09:30:00');
    expect(await last.getAttribute('aria-selected')).toBe('true');
    expect(await bodyRows(page).count()).toBeLessThan(80);
    await page.keyboard.press('Enter');
    await eventually(() => placeOf(page)).toBe(`/traces/${hexId(1, 32)}`);
    await page.goBack();
    await last.waitFor();
    expect(await last.getAttribute('aria-selected')).toBe('true');
  });

  it('moves the selection by j and k and opens with Enter', async () => {
    const page = await kit.open({ path: '/traces' });
    await loaded(page);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await eventually(() => grid(page).locator('[aria-selected="true"]').getAttribute('aria-rowindex')).toBe('3');
    await page.keyboard.press('Enter');
    await page.getByRole('treegrid').waitFor();
  });
});
