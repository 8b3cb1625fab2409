// The logs page as it lives: the newest at the end, a live tail that holds as soon as the reader moves and comes back with
// the count, lines unfolded in place, the neighbours of a record, and an address for what is selected.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { sendLogs, type LogSpec } from './kit/logs.ts';
import { morning } from './kit/otlp.ts';
import { shopLogs, stacks } from './kit/shop-logs.ts';
import { clipboard, eventually, placeOf, useKit } from './kit/window.ts';

const stored = 12_000;
const kit = useKit((engine) => sendLogs(engine, shopLogs({ count: stored, seed: 7 })));

const grid = (page: Page) => page.getByRole('grid', { name: 'Log records' });
const lines = (page: Page) => grid(page).locator('[role="row"][aria-selected]');
const lastLine = (page: Page) => grid(page).locator(`[role="row"][aria-selected]`).last();
const rowCount = async (page: Page) => Number(await grid(page).getAttribute('aria-rowcount')) - 1;
const late = (number: number, more: Partial<LogSpec> = {}): LogSpec => ({
  service: 'checkout',
  at: morning + 3_600_000 + number,
  severity: 9,
  body: `late record ${number}`,
  ...more,
});
const loaded = (page: Page) => grid(page).locator('time').first().waitFor();

describe('the list of records', () => {
  it('shows the newest at the bottom, and few lines of many', async () => {
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    await page.getByText(/^12,000 records$/).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    expect(await lastLine(page).getAttribute('aria-rowindex')).toBe(String((await rowCount(page)) + 1));
    expect(await lines(page).count()).toBeLessThan(80);
  });

  it('reaches any place of a list that ends at a given time', async () => {
    const day = '2026-01-01T00%3A00%3A00Z';
    const page = await kit.open({ path: `/logs?from=${day}&to=2026-02-01T00%3A00%3A00Z` });
    await loaded(page);
    for (const part of [0.5, 0.2, 0.9]) {
      await grid(page).evaluate((element, at) => (element.scrollTop = element.scrollHeight * at), part);
      await eventually(async () => {
        const top = await grid(page).evaluate((element) => element.getBoundingClientRect().top);
        return grid(page)
          .locator('time')
          .evaluateAll(
            (all, edge) => all.filter((one) => Math.abs(one.getBoundingClientRect().top - edge - 300) < 200).length,
            top,
          );
      }).toBeGreaterThan(10);
    }
    await grid(page).evaluate((element) => (element.scrollTop = 0));
    await grid(page).locator('[aria-rowindex="2"]').waitFor();
  });

  it('goes on by itself while at the end', async () => {
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    const before = await rowCount(page);
    await sendLogs(kit.engine, [late(1), late(2)]);
    await grid(page).getByText('late record 2', { exact: true }).waitFor();
    expect(await rowCount(page)).toBe(before + 2);
  });

  it('holds still once scrolled, counts arrivals, and resumes', async () => {
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    await grid(page).hover();
    await page.mouse.wheel(0, -1200);
    await page.getByText('Held', { exact: true }).waitFor();
    const seen = await lines(page).nth(20).textContent();
    await sendLogs(kit.engine, [late(11)]);
    await page.getByRole('button', { name: 'Resume (+1)' }).waitFor();
    await sendLogs(kit.engine, [late(12), late(13)]);
    await page.getByRole('button', { name: 'Resume (+3)' }).waitFor();
    expect(await lines(page).nth(20).textContent()).toBe(seen);
    await page.getByRole('button', { name: 'Resume (+3)' }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    await grid(page).getByText('late record 13', { exact: true }).waitFor();
  });

  it('holds when a record is selected, and lets go with Escape and G', async () => {
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    await page.keyboard.press('k');
    await page.getByText('Held', { exact: true }).waitFor();
    await page.getByRole('region', { name: 'Record details' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Record details' }).waitFor({ state: 'detached' });
    await page.keyboard.press('G');
    await page.getByText('Live', { exact: true }).waitFor();
  });

  it('reaches any place of the whole list by its scroll bar, and its very beginning', async () => {
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    await grid(page).evaluate((element) => (element.scrollTop = element.scrollHeight * 0.5));
    await eventually(() => grid(page).locator('time').nth(10).textContent()).toMatch(/09:30:5[34]/);
    await grid(page).evaluate((element) => (element.scrollTop = 0));
    const first = grid(page).locator('[aria-rowindex="2"]');
    await eventually(() => first.textContent()).toContain('09:30:00.000');
    expect(await rowCount(page)).toBe(
      Number(
        await page
          .getByText(/^12,\d+ records$/)
          .textContent()
          .then((text) => text?.replaceAll(/\D/g, '')),
      ),
    );
  });

  it('keeps the choice of newest on top', async () => {
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    const newest = await lastLine(page).locator('time').getAttribute('datetime');
    await page.getByRole('button', { name: 'Newest at the bottom; put it on top' }).click();
    const top = grid(page).locator('[aria-rowindex="2"] time');
    await eventually(() => top.getAttribute('datetime')).toBe(newest);
    await page.reload();
    await eventually(() => top.getAttribute('datetime')).toBe(newest);
  });
});

describe('one record', () => {
  it('is found again by its address, with its details', async () => {
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    for (let i = 0; i < 30; i++) await page.keyboard.press('k');
    const selected = grid(page).locator('[aria-selected="true"]');
    const text = await selected.textContent();
    await page.getByRole('button', { name: 'Copy link to this record' }).click();
    await eventually(() => clipboard(page)).toMatch(/\/logs\?record=\d+$/);
    const link = new URL(await clipboard(page));
    await eventually(() => placeOf(page)).toBe(link.pathname + link.search);
    const again = await kit.open({ path: link.pathname + link.search });
    await eventually(() => grid(again).locator('[aria-selected="true"]').textContent()).toBe(text);
    await again.getByRole('region', { name: 'Record details' }).getByText('service.version').waitFor();
  });

  it('unfolds in place, with its stack trace folded, and copies as OTLP/JSON', async () => {
    await sendLogs(kit.engine, [late(40, { severity: 21, body: stacks.go, attributes: { shard: 7 } })]);
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    await grid(page)
      .getByText(/^panic: runtime error/)
      .first()
      .waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('o');
    const stack = grid(page).getByRole('list', { name: 'Stack trace' });
    await stack.getByText('main.(*Stock).Reserve').waitFor();
    expect(await stack.getByText('net/http.HandlerFunc.ServeHTTP').count()).toBe(0);
    await grid(page).getByRole('button', { name: 'more lines' }).click();
    await stack.getByText('net/http.HandlerFunc.ServeHTTP').waitFor();
    const pane = page.getByRole('region', { name: 'Record details' });
    await pane.getByText('shard').waitFor();
    await pane.getByRole('button', { name: 'Copy record as JSON' }).click();
    await eventually(async () => {
      const request = JSON.parse((await clipboard(page)) || '{}') as {
        resourceLogs?: { scopeLogs: { logRecords: { body: { stringValue: string }; severityNumber: number }[] }[] }[];
      };
      return request.resourceLogs?.[0]?.scopeLogs[0]?.logRecords[0];
    }).toMatchObject({ severityNumber: 21, body: { stringValue: stacks.go } });
  });

  it('is shown among its neighbours, and back leads to where the list was', async () => {
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    await grid(page).evaluate((element) => (element.scrollTop = 4000));
    await eventually(() => grid(page).locator('time').first().textContent()).toContain('09:30:0');
    const line = lines(page).nth(14);
    const text = await line.textContent();
    await line.click();
    const top = await grid(page).evaluate((element) => element.scrollTop);
    await page.keyboard.press('c');
    const around = page.getByRole('grid', { name: 'Records around the marked one' });
    const marked = around.locator('[aria-current="true"]');
    expect(await marked.textContent()).toBe(text);
    await page.getByText(/^50 before, 50 after, of/).waitFor();
    await page.goBack();
    await lines(page).first().waitFor();
    await eventually(() => grid(page).locator('[aria-selected="true"]').textContent()).toBe(text);
    expect(Math.abs((await grid(page).evaluate((element) => element.scrollTop)) - top)).toBeLessThan(21);
  });

  it('goes back to the list where its address was opened by itself', async () => {
    const page = await kit.open({ path: '/logs?where=severity+%3E%3D+error&record=5000&around=5000' });
    await page.getByRole('grid', { name: 'Records around the marked one' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await lines(page).first().waitFor();
    expect(placeOf(page)).toContain('record=5000');
    expect(placeOf(page)).not.toContain('around');
  });

  it('opens frames whose file is on this machine, by a click and as the settings say', async () => {
    const here = import.meta.filename;
    const body = `Error: no price\n    at priceOf (${here}:12:5)\n    at total (/no/such/file.ts:3:1)`;
    await sendLogs(kit.engine, [late(45, { severity: 17, body })]);
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    await grid(page).getByText('Error: no price').first().waitFor();
    await page.keyboard.press('End');
    const pane = page.getByRole('region', { name: 'Record details' });
    const frame = pane.getByRole('button', { name: here });
    await frame.click();
    await eventually(() => clipboard(page)).toBe(`${here}:12`);
    expect(await pane.getByRole('button', { name: '/no/such/file.ts' }).count()).toBe(0);
    await eventually(() => placeOf(page)).toMatch(/record=/);
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('combobox', { name: 'Editor for files of stack traces' }).click();
    await page.getByRole('option', { name: 'Visual Studio Code', exact: true }).click();
    await page.goBack();
    await page.evaluate(() => {
      HTMLAnchorElement.prototype.click = function () {
        document.title = this.href;
      };
    });
    await frame.click();
    expect(await page.title()).toBe(`vscode://file${here}:12:5`);
  });

  it('is plain text, whatever was sent', async () => {
    const nasty = '<img src=x onerror="document.title=\'owned\'"> \u202Egnp.exe\u0000 end';
    await sendLogs(kit.engine, [
      late(50, { service: '<b>bold</b>', body: nasty, attributes: { '<i>key</i>': nasty } }),
    ]);
    const page = await kit.open({ path: '/logs' });
    await loaded(page);
    await grid(page).getByText('<img src=x onerror=').first().waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('o');
    await page.getByRole('region', { name: 'Record details' }).getByText('<i>key</i>').waitFor();
    for (const box of [grid(page), page.getByRole('region', { name: 'Record details' }), page.getByLabel('Facets')])
      expect(await box.locator('img, b, i').count()).toBe(0);
    expect(await page.title()).toContain('Logs');
  });
});
