// What surrounds the pages: problems, settings, palette, theme, keys; names and focus for those who need them.
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { checkoutTrace } from './kit/shop.ts';
import { hexId, morning, post, send } from './kit/otlp.ts';
import { rowNamed, treegrid } from './kit/waterfall.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const traceId = hexId(1, 32);
const kit = useKit((engine) => send(engine, [checkoutTrace(traceId, morning)]));
const scheme = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('color-scheme'));
const ground = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

describe('problems', () => {
  it('count what went wrong, say what to do, and can be cleared', async () => {
    const page = await kit.open({ path: '/problems' });
    await page.getByText('No problems').waitFor();
    for (let i = 0; i < 3; i++)
      expect(
        await post(
          kit.engine,
          '/v1/traces',
          new Uint8Array([0x0a, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3]),
          'application/x-protobuf',
        ),
      ).toBe(400);
    const entry = page.getByRole('listitem').filter({ hasText: '3×' });
    await entry.waitFor();
    await page.getByRole('navigation', { name: 'Pages' }).getByText('1', { exact: true }).waitFor();
    await entry.getByRole('link', { name: 'Open Sources' }).click();
    await page.getByRole('grid', { name: 'Requests' }).getByText('Refused').first().waitFor();
    await page.getByText('Only trouble').click();
    await eventually(() => page.getByRole('grid', { name: 'Requests' }).getByRole('row').count()).toBe(4);
    await page.getByRole('link', { name: /^Problems/ }).click();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByText('No problems').waitFor();
  });
});

describe('settings', () => {
  it('are kept by the engine', async () => {
    const page = await kit.open({ path: '/settings' });
    const days = page.getByRole('textbox', { name: 'Days to keep past runs' });
    await eventually(() => days.inputValue()).toBe('30');
    await days.fill('7');
    await days.press('Enter');
    await page.getByRole('textbox', { name: 'Size of one live run' }).fill('1.5 GiB');
    await page.getByRole('textbox', { name: 'Size of one live run' }).press('Enter');
    await page.getByRole('switch', { name: 'Continue the newest run' }).click();
    await eventually(() => page.getByRole('switch').getAttribute('aria-checked')).toBe('true');
    const second = await kit.open({ path: '/settings' });
    await eventually(() => second.getByRole('textbox', { name: 'Days to keep past runs' }).inputValue()).toBe('7');
    expect(await second.getByRole('textbox', { name: 'Size of one live run' }).inputValue()).toBe('1.5 GiB');
    expect(await second.getByRole('switch').getAttribute('aria-checked')).toBe('true');
    await second.getByRole('textbox', { name: 'Days to keep past runs' }).fill('soon');
    await second.getByText('A whole number of days').waitFor();
  });

  it('hold the theme of this window, over a reload', async () => {
    const page = await kit.open({ path: '/settings' });
    await page.getByRole('combobox', { name: 'Theme' }).click();
    await page.getByRole('option', { name: 'Dark' }).click();
    await eventually(() => scheme(page)).toBe('dark');
    const dark = await ground(page);
    await page.reload();
    await eventually(() => scheme(page)).toBe('dark');
    await page.getByRole('button', { name: 'Light theme' }).click();
    await eventually(() => ground(page)).not.toBe(dark);
  });
});

describe('the palette', () => {
  it('goes to pages, runs commands, opens a pasted trace id', async () => {
    const page = await kit.open({ path: '/traces' });
    await page.getByRole('row').nth(1).waitFor();
    const input = page.getByRole('combobox', { name: 'Search commands' });
    await page.keyboard.press('Control+k');
    await input.fill('probl');
    await page.keyboard.press('Enter');
    await eventually(() => placeOf(page)).toBe('/problems');
    await page.keyboard.press('Control+k');
    await input.fill(traceId);
    await page.getByRole('option', { name: `Open trace ${traceId}` }).waitFor();
    await page.keyboard.press('Enter');
    await rowNamed(page, 'POST /api/checkout');
    await page.keyboard.press('Control+k');
    await input.fill('zzzz');
    await page.getByText('Nothing fits').waitFor();
    await page.keyboard.press('Escape');
    await input.waitFor({ state: 'detached' });
  });

  it('keys in two strokes go to the pages', async () => {
    const page = await kit.open({ path: '/traces' });
    await page.getByRole('row').nth(1).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await eventually(() => placeOf(page)).toBe('/runs');
    await page.keyboard.press('Alt+ArrowLeft');
    await eventually(() => placeOf(page)).toBe('/traces');
  });
});

describe('for everybody', () => {
  it.each([
    '/traces',
    `/traces/${traceId}?span=${hexId(105, 16)}`,
    '/logs',
    '/logs?view=patterns',
    '/sources',
    '/profiles',
    '/runs',
    '/problems',
    '/settings',
  ])('every control of %s has a name', async (path) => {
    const page = await kit.open({ path });
    await page.getByRole('main').getByRole('heading').first().waitFor();
    const nameless = await page
      .locator('button, a[href], input, [role="grid"], [role="treegrid"], [role="application"], [role="separator"]')
      .evaluateAll((elements) =>
        elements
          .filter((element) => {
            const labelled = element instanceof HTMLInputElement && (element.labels?.length ?? 0) > 0;
            const hidden = element.closest('[aria-hidden="true"]') !== null;
            return (
              !hidden &&
              !labelled &&
              !element.hasAttribute('aria-label') &&
              !element.hasAttribute('aria-labelledby') &&
              (element.textContent ?? '').trim() === ''
            );
          })
          .map((element) => element.outerHTML.slice(0, 160)),
      );
    expect(nameless).toEqual([]);
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  it('the focus is to be seen wherever Tab leads', async () => {
    const page = await kit.open({ path: '/traces' });
    await page.getByRole('row').nth(1).waitFor();
    const unseen: string[] = [];
    for (let i = 0; i < 24; i++) {
      await page.keyboard.press('Tab');
      const shown = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return '';
        const marked = [element, element.parentElement, element.parentElement?.parentElement].some((one) => {
          if (one === null || one === undefined) return false;
          const style = getComputedStyle(one);
          const after = getComputedStyle(one, '::after');
          return (
            (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') ||
            style.boxShadow !== 'none' ||
            (after.content !== 'none' && after.borderTopWidth !== '0px')
          );
        });
        return marked ? '' : element.outerHTML.slice(0, 120);
      });
      if (shown !== '') unseen.push(shown);
    }
    expect(unseen).toEqual([]);
  });

  it('the tree says what it is and which row is chosen', async () => {
    const page = await kit.open({ path: `/traces/${traceId}?span=${hexId(105, 16)}` });
    await rowNamed(page, 'Checkout/Place');
    expect(await treegrid(page).getAttribute('aria-label')).toBe(
      'Trace web-gateway POST /api/checkout, 21 spans, 3 errors',
    );
    expect(await treegrid(page).getAttribute('aria-rowcount')).toBe('21');
    const row = treegrid(page).getByRole('row');
    await row.waitFor({ state: 'attached' });
    expect(await treegrid(page).getAttribute('aria-activedescendant')).toBe(await row.getAttribute('id'));
    expect(await row.getAttribute('aria-level')).toBe('2');
    expect(await row.getAttribute('aria-expanded')).toBe('true');
    await page
      .getByText(
        'Checkout/Place, checkout, 376 ms, error, has events, level 2, 2 of 3, expanded, 15 below, 1 error below',
      )
      .waitFor({ state: 'attached' });
  });
});
