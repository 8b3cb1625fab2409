// The search field of the traces page: completion by keyboard, mistakes in place, chips of the same text, recent searches,
// addresses of the first versions. The kit fails a test in which the policy refused anything.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hexId, morning, send } from './kit/otlp.ts';
import { fillSearch, searchField, searchText, whereOf } from './kit/search.ts';
import { checkoutTrace, traffic } from './kit/shop.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const traces = [...traffic({ count: 60, seed: 3 }), checkoutTrace(hexId(9001, 32), morning + 300_000)];
const kit = useKit((engine) => send(engine, traces));

const of = (count: number): string => `${count} of ${traces.length} traces`;
const spansFit = (fits: (span: (typeof traces)[number]['spans'][number]) => boolean): number =>
  traces.filter(({ spans }) => spans.some(fits)).length;
const options = (page: Page) => page.getByRole('option');
const chips = async (page: Page): Promise<readonly string[]> =>
  (await page.getByRole('list', { name: 'Conditions' }).getByRole('listitem').allTextContents()).map((one) =>
    one.trim(),
  );

async function openReady(path = '/traces', theme: 'light' | 'dark' = 'light'): Promise<Page> {
  const page = await kit.open({ path, theme });
  await page.locator('[role="search"] [data-ready]').waitFor();
  await page.getByRole('row').nth(1).waitFor();
  return page;
}

describe('completion', () => {
  it('writes a whole condition with the keyboard alone', async () => {
    const page = await openReady();
    await page.keyboard.press('/');
    await page.keyboard.type('serv');
    await options(page)
      .filter({ hasText: /^service/ })
      .first()
      .waitFor();
    await page.getByText('service.name of the resource').waitFor();
    await page.keyboard.press('Tab');
    await eventually(() => searchText(page)).toBe('service ');
    await options(page)
      .filter({ hasText: /^contains/ })
      .waitFor();
    await page.keyboard.type('= ');
    await options(page)
      .filter({ hasText: /^payments/ })
      .waitFor();
    await page.keyboard.type('paym');
    await eventually(() => options(page).count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await eventually(() => searchText(page)).toBe('service = payments');
    await page.keyboard.press('Enter');
    await eventually(() => whereOf(page)).toBe('service = payments');
    await page.getByText(of(1), { exact: true }).waitFor();
    // The rows have the keys now: the next Enter opens the trace.
    await page.keyboard.press('Enter');
    await eventually(() => placeOf(page)).toBe(`/traces/${hexId(9001, 32)}`);
  });

  it('offers values of attributes as they are stored, and everything on Ctrl+Space', async () => {
    const page = await openReady();
    await page.keyboard.press('/');
    await page.keyboard.press('Control+Space');
    await options(page)
      .filter({ hasText: /^trace\.duration/ })
      .waitFor();
    await page.keyboard.press('Escape');
    await eventually(() => options(page).count()).toBe(0);
    await page.keyboard.type('payment.provider = ');
    await options(page).filter({ hasText: 'acme-pay' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await eventually(() => whereOf(page)).toBe('payment.provider = acme-pay');
  });
});

describe('a mistake', () => {
  it('is underlined and said, while the last right search stays', async () => {
    const page = await openReady();
    await fillSearch(page, 'service = search');
    await eventually(() => whereOf(page)).toBe('service = search');
    // At once: typed slowly, the list would follow what is right on the way there.
    await page.keyboard.insertText(' and duration > 20 and root');
    const field = searchField(page);
    await page.getByText('duration needs a value with a unit and no space between, as in 200ms or 1.5s.').waitFor();
    await page.getByText('The list still shows the last search that was right.').waitFor();
    const underlined = field.locator('.cm-lintRange-error');
    expect((await underlined.allTextContents()).join('')).toBe('duration > 20');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.getAttribute('aria-description')).toContain('needs a value with a unit');
    await page.keyboard.press('Enter');
    expect(whereOf(page)).toBe('service = search');
    expect(await chips(page)).toEqual(['service = search']);
    await underlined.first().hover();
    await page.locator('.cm-tooltip-hover').getByText('needs a value with a unit').waitFor();
  });

  it('goes when it is mended', async () => {
    const page = await openReady();
    await fillSearch(page, 'duration >');
    await page.getByText('">" needs a value after it.').waitFor();
    await page.keyboard.type(' 1ms');
    await eventually(() => searchField(page).getAttribute('aria-invalid')).toBe('false');
    await eventually(() => whereOf(page)).toBe('duration > 1ms');
  });

  it('in an address is shown at once', async () => {
    const page = await kit.open({ path: '/traces?where=service+%3D' });
    await page.getByText('"=" needs a value after it.').first().waitFor();
    expect(await page.getByText('The list still shows').count()).toBe(0);
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await eventually(() => placeOf(page)).toBe('/traces');
    await page.getByRole('row').nth(5).waitFor();
  });
});

describe('chips', () => {
  it('are the text: turned round, edited and taken away', async () => {
    const where = 'service = web-gateway and not error and (name contains cart or name contains search)';
    const page = await openReady(`/traces?where=${encodeURIComponent(where)}`);
    expect(await chips(page)).toEqual([
      'service = web-gateway',
      'not error',
      '(name contains cart or name contains search)',
    ]);
    await page.getByRole('button', { name: 'Not not error' }).click();
    await eventually(() => searchText(page)).toBe(where.replace('not error', 'error'));
    await page.getByRole('button', { name: /^Remove \(name/ }).click();
    await eventually(() => whereOf(page)).toBe('service = web-gateway and error');
    await page
      .getByText(of(spansFit(({ service, error }) => service === 'web-gateway' && error !== undefined)))
      .waitFor();
    await page.getByRole('button', { name: 'service = web-gateway', exact: true }).click();
    await page.keyboard.type('root');
    await page.keyboard.press('Enter');
    await eventually(() => whereOf(page)).toBe('root and error');
    expect(await chips(page)).toEqual(['root', 'error']);
    await page.goBack();
    await eventually(() => searchText(page)).toBe('service = web-gateway and error');
  });

  it('keep up with who types faster than the page draws', async () => {
    const page = await openReady('/traces?where=service+%3D+web-gateway+and+error');
    await page.getByRole('button', { name: 'service = web-gateway', exact: true }).click();
    const client = await page.context().newCDPSession(page);
    await client.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    await page.keyboard.type('service = checkout');
    await client.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await eventually(() => searchText(page)).toBe('service = checkout and error');
  });

  it('and pickers follow what is typed', async () => {
    const page = await openReady();
    await fillSearch(page, 'service = search and trace.duration >= 5ms and error');
    await page.keyboard.press('Enter');
    await eventually(() => page.getByRole('combobox', { name: 'Service' }).inputValue()).toBe('search');
    expect(await page.getByRole('textbox', { name: 'Shortest duration' }).inputValue()).toBe('5ms');
    expect(await page.getByRole('button', { name: 'Errors only' }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'Errors only' }).click();
    await eventually(() => searchText(page)).toBe('service = search and trace.duration >= 5ms');
  });
});

describe('recent searches', () => {
  it('come back with Up and Down, after a reload too', async () => {
    const page = await openReady();
    for (const text of ['root', 'kind = client']) {
      await fillSearch(page, text);
      await page.keyboard.press('Enter');
      await eventually(() => whereOf(page)).toBe(text);
    }
    await page.reload();
    await page.locator('[role="search"] [data-ready]').waitFor();
    await page.getByRole('button', { name: 'Clear Search traces' }).click();
    await page.keyboard.press('ArrowUp');
    await eventually(() => searchText(page)).toBe('kind = client');
    await page.keyboard.press('ArrowUp');
    await eventually(() => searchText(page)).toBe('root');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await eventually(() => searchText(page)).toBe('');
  });
});

describe('the field', () => {
  it('is typed over where all of it is selected', async () => {
    const page = await openReady('/traces?where=service+%3D+checkout');
    await page.keyboard.press('/');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('error');
    await eventually(() => searchText(page)).toBe('error');
    await page.keyboard.press('Enter');
    await eventually(() => whereOf(page)).toBe('error');
  });

  it('stays one line, whatever is pasted, and can be emptied', async () => {
    const page = await openReady('/traces', 'dark');
    await page.evaluate(() => navigator.clipboard.writeText('service = search\n  and root\n'));
    await page.keyboard.press('/');
    await page.keyboard.press('ControlOrMeta+v');
    await eventually(() => searchText(page)).toBe('service = search and root ');
    await page.getByRole('button', { name: 'Clear Search traces' }).click();
    await eventually(() => searchText(page)).toBe('');
    await page.keyboard.type('ro');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await eventually(() => whereOf(page)).toBe('ro');
    expect(
      await page.getByRole('grid', { name: 'Traces' }).evaluate((grid) => grid.contains(document.activeElement)),
    ).toBe(true);
  });

  it('reads addresses of the first versions', async () => {
    const page = await kit.open({ path: '/traces?service=web-gateway&min=1ms&errors=1&attr=http.route%3DGET+%2F' });
    await eventually(() => searchText(page)).toBe(
      'service = web-gateway and trace.duration >= 1ms and trace.errors > 0 and http.route = "GET /"',
    );
  });
});
