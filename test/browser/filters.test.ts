// Filters of the trace list: what is typed or clicked is in the address, the rows follow, reload and back restore both.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { checkoutTrace, traffic } from './kit/shop.ts';
import { hexId, morning, send } from './kit/otlp.ts';
import { searchText, whereOf } from './kit/search.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const traces = [...traffic({ count: 120, seed: 11 }), checkoutTrace(hexId(9001, 32), morning + 300_000)];
const kit = useKit((engine) => send(engine, traces));

const failed = traces.filter(({ spans }) => spans.some(({ error }) => error !== undefined)).length;
const lastsOf = ({ spans }: (typeof traces)[number]): number =>
  Math.max(...spans.map(({ at, lasts }) => at + lasts)) - Math.min(...spans.map(({ at }) => at));

const expectStatus = (page: Page, text: string): Promise<void> => page.getByText(text, { exact: true }).waitFor();
const expectPlace = (page: Page, path: string): Promise<void> => eventually(() => placeOf(page)).toBe(path);
const expectWhere = (page: Page, where: string | undefined): Promise<void> =>
  eventually(() => whereOf(page)).toBe(where);
const of = (count: number): string => `${count} of ${traces.length} traces`;

describe('filters', () => {
  it('choose a service and one of its operations', async () => {
    const page = await kit.open({ path: '/traces' });
    const field = page.getByRole('combobox', { name: 'Service' });
    await field.click();
    const list = page.getByRole('listbox');
    await list.waitFor();
    const left = await field.evaluate((input) => input.parentElement?.getBoundingClientRect().left ?? 0);
    await eventually(() =>
      list.evaluate((element, box) => Math.abs((element.parentElement?.getBoundingClientRect().left ?? 0) - box), left),
    ).toBeLessThan(1);
    await page.getByRole('option', { name: /^search/ }).click();
    const search = traces.filter(({ spans }) => spans.some(({ service }) => service === 'search')).length;
    await expectWhere(page, 'service = search');
    await expectStatus(page, of(search));
    await page.getByRole('combobox', { name: 'Operation' }).click();
    await page.getByRole('option', { name: /^Search\/Query/ }).click();
    await expectWhere(page, 'service = search and name = Search/Query');
    await page.reload();
    await expectStatus(page, of(search));
    expect(await page.getByRole('combobox', { name: 'Service' }).inputValue()).toBe('search');
    expect(await page.getByRole('combobox', { name: 'Operation' }).inputValue()).toBe('Search/Query');
  });

  it('take the highlighted name with Enter, the first match without an arrow key', async () => {
    const page = await kit.open({ path: '/traces' });
    const field = page.getByRole('combobox', { name: 'Service' });
    await field.click();
    await page.keyboard.type('sear');
    await page.getByRole('option', { name: /^search/ }).waitFor();
    await page.keyboard.press('Enter');
    await expectWhere(page, 'service = search');
    await page.getByRole('combobox', { name: 'Operation' }).click();
    await page.keyboard.insertText('search/q');
    await page.keyboard.press('Enter');
    await expectWhere(page, 'service = search and name = Search/Query');
    // What no name fits is taken as it is written; the operation was one of the other service.
    await field.fill('nobody');
    await field.press('Enter');
    await expectWhere(page, 'service = nobody');
  });

  it('bound the duration, and mark what is no duration', async () => {
    const page = await kit.open({ path: '/traces' });
    await page.getByRole('textbox', { name: 'Shortest duration' }).fill('100ms');
    await page.getByRole('textbox', { name: 'Longest duration' }).fill('1.5 s');
    await expectWhere(page, 'trace.duration >= 100ms and trace.duration <= 1.5s');
    await expectStatus(page, of(traces.filter((trace) => lastsOf(trace) >= 100 && lastsOf(trace) <= 1500).length));
    await page.getByRole('textbox', { name: 'Longest duration' }).fill('soon');
    await page.getByText('reads like 250us').waitFor();
    expect(whereOf(page)).toBe('trace.duration >= 100ms and trace.duration <= 1.5s');
  });

  it('show only errors, by button and by key', async () => {
    const page = await kit.open({ path: '/traces' });
    await page.getByRole('button', { name: 'Errors only' }).click();
    await expectWhere(page, 'error');
    await expectStatus(page, of(failed));
    expect(await page.getByRole('button', { name: 'Errors only' }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('grid', { name: 'Traces' }).focus();
    await page.keyboard.press('e');
    await expectPlace(page, '/traces');
  });

  it('ask for an attribute, as a chip that can be removed', async () => {
    const page = await kit.open({ path: '/traces' });
    const field = page.getByRole('combobox', { name: 'Attribute that equals a value' });
    await field.fill('request.number=17');
    await field.press('Enter');
    await expectWhere(page, 'request.number = 17');
    await expectStatus(page, of(1));
    await page.getByRole('button', { name: 'Remove request.number = 17' }).click();
    await expectPlace(page, '/traces');
    await expectStatus(
      page,
      `${traces.length} traces, ${traces.reduce((sum, { spans }) => sum + spans.length, 0)} spans`,
    );
  });

  it('find text in names, values and messages', async () => {
    const page = await kit.open({ path: '/traces' });
    await page.getByRole('row').nth(5).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('insufficient FUNDS');
    await expectWhere(page, 'insufficient FUNDS');
    await expectStatus(page, of(1));
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expectPlace(page, `/traces/${hexId(9001, 32)}`);
  });

  it('come back with the back button, one step at a time', async () => {
    const page = await kit.open({ path: '/traces' });
    await page.getByRole('button', { name: 'Errors only' }).click();
    await expectStatus(page, of(failed));
    await page
      .getByRole('button', { name: /^checkout|^web-gateway/ })
      .first()
      .click();
    await expectWhere(page, 'error and service = web-gateway');
    await page.goBack();
    await expectWhere(page, 'error');
    await expectStatus(page, of(failed));
    await page.goBack();
    await expectPlace(page, '/traces');
    await page.goForward();
    await expectStatus(page, of(failed));
  });

  it('say when nothing matches, and are all cleared at once', async () => {
    const page = await kit.open({ path: '/traces?where=service+%3D+nobody+and+trace.duration+>+3s' });
    await page.getByText('No trace matches').waitFor();
    await page.getByText(`None of the ${traces.length} traces of this run fulfils all conditions above.`).waitFor();
    // No points, no picture: an axis without data would be invented.
    expect(await page.getByRole('application').count()).toBe(0);
    expect(await searchText(page)).toBe('service = nobody and trace.duration > 3s');
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await expectPlace(page, '/traces');
    await page.getByRole('row').nth(5).waitFor();
    await page.getByRole('application').waitFor();
  });

  it('keep the focus while a text stops matching, and while it matches again', async () => {
    const page = await kit.open({ path: '/traces' });
    await page.getByRole('row').nth(5).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('SELECTx');
    await page.getByText('No trace matches').waitFor();
    await page.keyboard.press('Backspace');
    await expectWhere(page, 'SELECT');
    await page.getByRole('row').nth(5).waitFor();
    await page.keyboard.type(' FOR');
    await expectWhere(page, 'SELECT FOR');
  });

  it('take back an empty range alone', async () => {
    const page = await kit.open({ path: '/traces?where=service+%3D+search&from=1&to=2' });
    await page.getByText('No trace matches').waitFor();
    await page.getByRole('button', { name: 'Remove the selected range' }).click();
    await expectWhere(page, 'service = search');
  });
});
