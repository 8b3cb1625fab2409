// Find in a trace: the search language, three ways to treat the other spans, in the address, and with late spans.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hexId, morning, send } from './kit/otlp.ts';
import { fillSearch, searchText, whereOf } from './kit/search.ts';
import { checkoutTrace } from './kit/shop.ts';
import { expectRows, expectSelected, rowNamed, treegrid } from './kit/waterfall.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const traceId = hexId(1, 32);
const trace = checkoutTrace(traceId, morning);
const kit = useKit((engine) => send(engine, [trace]));
const all = trace.spans.map(({ name }) => name);
const find = 'Find in this trace';

async function open(params = ''): Promise<Page> {
  const page = await kit.open({ path: `/traces/${traceId}${params}` });
  await rowNamed(page, 'POST /api/checkout');
  return page;
}
const param = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);

describe('find in a trace', () => {
  it('takes conditions, and steps with Enter from inside the field', async () => {
    const page = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('service = inventory and duration < 15ms');
    await page.keyboard.press('Enter');
    await expectSelected(page, 'SELECT stock FOR UPDATE');
    await page.getByText('1/3').waitFor();
    await page.keyboard.press('Enter');
    await expectSelected(page, 'Inventory/Release');
    await page.keyboard.press('Shift+Enter');
    await expectSelected(page, 'SELECT stock FOR UPDATE');
    expect(param(page, 'find')).toBe('service = inventory and duration < 15ms');
  });

  it('hides the other spans but not the parents of matches, together with collapses', async () => {
    const page = await open();
    await fillSearch(page, 'redis', find);
    await page.getByText('–/1').waitFor();
    await page.getByRole('button', { name: 'Hide other spans, but not the parents of matches' }).click();
    await expectRows(page, ['POST /api/checkout', 'authenticate', 'GET /sessions/{id}', 'redis GET']);
    await page.getByText('–/1 · 17 hidden').waitFor();
    await treegrid(page).focus();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('h');
    await expectRows(page, ['POST /api/checkout', 'authenticate']);
    await page.keyboard.press('n');
    await expectSelected(page, 'redis GET');
    await page.keyboard.press('m');
    await expectRows(page, all);
    expect(param(page, 'mode')).toBeNull();
  });

  it('is restored from the address, with its mode', async () => {
    const page = await open('?find=error&mode=hide');
    await expectRows(page, [
      'POST /api/checkout',
      'Checkout/Place',
      'Payments/Charge',
      'POST api.acme-pay.example/charges',
    ]);
    await eventually(() => searchText(page, find)).toBe('error');
    await page.getByRole('button', { name: 'Dim other spans' }).click();
    await expectRows(page, all);
    await eventually(() => placeOf(page)).toBe(`/traces/${traceId}?find=error&mode=dim`);
    await page.reload();
    await page.getByText('–/3').waitFor();
    expect(await page.getByRole('button', { name: 'Dim other spans' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('leaves everything listed where nothing matches, and says so', async () => {
    const page = await open('?find=nobody&mode=hide');
    await page.getByText('no match').waitFor();
    await expectRows(page, all);
    await page.keyboard.press('/');
    // At once: typed slowly, the search would follow what is right on the way there.
    await page.keyboard.insertText('duration > 5');
    await page.getByText('Matches are those of the last search that was right.').waitFor();
    expect(param(page, 'find')).toBe('nobody');
  });

  it('is offered by an attribute, and so are the traces with and without its value', async () => {
    const page = await open(`?span=${hexId(114, 16)}`);
    const details = page.getByRole('region', { name: 'Span details' });
    const provider = details.getByRole('definition').filter({ hasText: 'acme-pay' }).first();
    await provider.hover();
    await provider.getByRole('button', { name: find }).click();
    await eventually(() => param(page, 'find')).toBe('payment.provider = acme-pay');
    await page.getByText('1/1').waitFor();
    await provider.hover();
    await provider.getByRole('link', { name: 'Traces where payment.provider != acme-pay' }).click();
    await eventually(() => whereOf(page)).toBe('payment.provider != acme-pay');
    await page.getByText('No trace matches').waitFor();
    await page.goBack();
    await provider.hover();
    await provider.getByRole('link', { name: 'Traces where payment.provider = acme-pay' }).click();
    await page.getByRole('row').filter({ hasText: 'POST /api/checkout' }).waitFor();
    expect(whereOf(page)).toBe('payment.provider = acme-pay');
  });

  it('counts spans that arrive late', async () => {
    const page = await open('?find=late-arrival&mode=hide');
    await page.getByText('no match').waitFor();
    const late = {
      service: 'mail',
      name: 'late-arrival',
      id: hexId(999, 16),
      parent: hexId(105, 16),
      at: 390,
      lasts: 5,
    };
    await send(kit.engine, [{ traceId, start: morning, spans: [late] }]);
    await expectRows(page, ['POST /api/checkout', 'Checkout/Place', 'late-arrival']);
    await page.getByText('–/1 · 19 hidden').waitFor();
  });
});
