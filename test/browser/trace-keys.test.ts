// The trace page by keyboard: every key that `?` lists, and what it does to rows, selection, time and details.
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkoutTrace } from './kit/shop.ts';
import { hexId, morning, send } from './kit/otlp.ts';
import {
  clickExpander,
  clickRow,
  expectRows,
  expectSelected,
  rowNamed,
  rulerTexts,
  selectedName,
  shownNames,
  treegrid,
} from './kit/waterfall.ts';
import { fillSearch, searchText } from './kit/search.ts';
import { clipboard, eventually, placeOf, useKit } from './kit/window.ts';

const traceId = hexId(1, 32);
const trace = checkoutTrace(traceId, morning);
const kit = useKit((engine) => send(engine, [trace]));
const level1 = ['POST /api/checkout', 'authenticate', 'Checkout/Place', 'render error page'];
const all = trace.spans.map(({ name }) => name);

let page: Page;
beforeEach(async () => {
  page = await kit.open({ path: `/traces/${traceId}` });
  await rowNamed(page, 'POST /api/checkout');
});
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

describe('keys of the trace page', () => {
  it('j and k move, and the address follows', async () => {
    await press('j', 'j', 'j', 'k');
    await expectSelected(page, 'authenticate');
    await eventually(() => placeOf(page)).toBe(`/traces/${traceId}?span=${hexId(102, 16)}`);
    await page.reload();
    await expectSelected(page, 'authenticate');
  });

  it('h closes a row, then goes to its parent; l opens it, then goes inside', async () => {
    await press('j', 'j', 'j', 'h');
    await expectSelected(page, 'GET /sessions/{id}');
    expect((await shownNames(page)).includes('redis GET')).toBe(false);
    await press('h');
    await expectSelected(page, 'authenticate');
    await press('l', 'l');
    await expectSelected(page, 'GET /sessions/{id}');
    await eventually(() => shownNames(page)).toContain('redis GET');
    await press('l');
    await expectSelected(page, 'redis GET');
  });

  it('[ and ] close and open levels, down to the root and back', async () => {
    await press('[', '[', '[', '[');
    await expectRows(page, ['POST /api/checkout']);
    await press(']');
    await expectRows(page, level1);
    await press(']', ']', ']');
    await expectRows(page, all);
  });

  it('e and E step through the errors, also into closed rows', async () => {
    await press('[', '[', '[', 'e');
    await expectSelected(page, 'POST /api/checkout');
    await press('e');
    await expectSelected(page, 'Checkout/Place');
    await press('e');
    await expectSelected(page, 'POST api.acme-pay.example/charges');
    await press('E');
    await expectSelected(page, 'Checkout/Place');
  });

  it('f fits the selected span, F the whole trace; w, s, a and d zoom and pan', async () => {
    await clickRow(page, 'redis GET');
    await page.getByRole('region', { name: 'Span details' }).waitFor();
    await press('F');
    const whole = await rulerTexts(page);
    await press('f');
    await eventually(() => rulerTexts(page)).not.toEqual(whole);
    await press('F');
    await eventually(() => rulerTexts(page)).toEqual(whole);
    await press('w', 'w');
    await eventually(() => rulerTexts(page)).not.toEqual(whole);
    const zoomed = await rulerTexts(page);
    await press('d', 'd');
    await eventually(() => rulerTexts(page)).not.toEqual(zoomed);
    await press('a', 'a', 'a', 'a', 's', 's', 's', 's');
    await eventually(() => rulerTexts(page)).toEqual(whole);
  });

  it('/ finds, n and N step through the matches', async () => {
    await press('/');
    await page.keyboard.type('"update stock"');
    await page.getByText('–/2').waitFor();
    await press('Escape', 'Escape');
    await eventually(() => searchText(page, 'Find in this trace')).toBe('');
    await press('/');
    await page.keyboard.type('"stock set available"');
    await page.getByText('–/1').waitFor();
    await fillSearch(page, '"update stock"', 'Find in this trace');
    await page.getByText('–/2').waitFor();
    await press('Enter');
    await page.getByText('1/2').waitFor();
    await treegrid(page).focus();
    await press('n');
    await page.getByText('2/2').waitFor();
    await press('n');
    await page.getByText('1/2').waitFor();
    await press('N');
    await page.getByText('2/2').waitFor();
    await expectSelected(page, 'UPDATE stock');
  });

  it('finding reveals what is closed', async () => {
    await press('[', '[', '[', '[');
    await expectRows(page, ['POST /api/checkout']);
    await press('/');
    await page.keyboard.type('redis');
    await page.getByText('–/1').waitFor();
    await press('Enter');
    await expectSelected(page, 'redis GET');
    expect(await shownNames(page)).toContain('redis GET');
  });

  it('i and Enter open the details, Escape closes them and then lets go of the span', async () => {
    const details = page.getByRole('region', { name: 'Span details' });
    await press('j', 'Enter');
    await details.waitFor();
    await press('i');
    await details.waitFor({ state: 'detached' });
    await press('i');
    await details.getByRole('heading', { name: 'POST /api/checkout' }).waitFor();
    await press('Escape');
    await details.waitFor({ state: 'detached' });
    await expectSelected(page, 'POST /api/checkout');
    await press('Escape');
    await expectSelected(page, '');
  });

  it('y copies the selected span as JSON', async () => {
    await press('j', 'j', 'y');
    await page.getByText('Span copied as JSON').waitFor();
    expect(JSON.parse(await clipboard(page))).toMatchObject({
      resourceSpans: [
        {
          scopeSpans: [
            { scope: { name: 'web-gateway/http' }, spans: [{ name: 'authenticate', spanId: hexId(102, 16), traceId }] },
          ],
        },
      ],
    });
  });

  it('? lists them all', async () => {
    await press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard' });
    for (const title of [
      'Next row',
      'Collapse, or go to the parent',
      'Next match',
      'Previous error',
      'Zoom to the selected span',
      'Copy the selected span as JSON',
    ]) {
      await help.getByText(title, { exact: true }).waitFor();
    }
    await press('Escape');
    await help.waitFor({ state: 'detached' });
  });

  it('Home, End, arrows and Space work on the focused tree', async () => {
    await treegrid(page).focus();
    await press('End');
    await expectSelected(page, 'render error page');
    await press('Home', 'ArrowDown', ' ');
    await expectSelected(page, 'authenticate');
    await eventually(() => shownNames(page)).not.toContain('redis GET');
    await press('ArrowRight', 'ArrowRight');
    await expectSelected(page, 'GET /sessions/{id}');
  });

  it('a click on the chevron closes one subtree, and the closed row tells of the errors below it', async () => {
    await clickExpander(page, 'Payments/Charge');
    const row = await rowNamed(page, 'Payments/Charge');
    expect(row.texts).toEqual(['Payments/Charge', 'payments', '1', '+3']);
    expect(await shownNames(page)).not.toContain('fraud score');
    await clickExpander(page, 'Payments/Charge');
    await expectRows(page, all);
    expect(await selectedName(page)).toBe('');
  });

  it('the menu of levels shows as many as asked', async () => {
    await page.getByRole('button', { name: 'Levels' }).click();
    await page.getByRole('menuitem', { name: '2 levels' }).click();
    await expectRows(page, level1);
    await page.getByRole('button', { name: 'Levels' }).click();
    await page.getByRole('menuitem', { name: 'All levels' }).click();
    await expectRows(page, all);
  });
});
