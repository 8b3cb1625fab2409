// The details of a span: everything that was sent about it, readable, copyable, and leading to what it links to.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { checkoutTrace } from './kit/shop.ts';
import { hexId, morning, send } from './kit/otlp.ts';
import { clickRow, expectRows, expectSelected, rulerTexts, treegrid } from './kit/waterfall.ts';
import { clipboard, eventually, placeOf, useKit } from './kit/window.ts';

const traceId = hexId(1, 32);
const other = hexId(2, 32);
const linked = {
  traceId: other,
  start: morning + 60_000,
  spans: [
    {
      service: 'mail-worker',
      name: 'collect failures',
      id: hexId(900, 16),
      at: 0,
      lasts: 40,
      links: [
        { traceId, spanId: hexId(105, 16) },
        { traceId: hexId(77, 32), spanId: hexId(78, 16) },
        { traceId: other, spanId: hexId(901, 16) },
      ],
    },
    {
      service: 'mail-worker',
      name: 'write mail',
      id: hexId(901, 16),
      parent: hexId(900, 16),
      at: 5,
      lasts: 30,
      attributes: { hostile: '<img src=x onerror=alert(1)>', 'mail.to': ['ann@example.org', 'bob@example.org'] },
    },
  ],
};
const kit = useKit((engine) => send(engine, [checkoutTrace(traceId, morning), linked]));

let page: Page;
let details: Locator;
const attribute = (key: string): Locator =>
  details.locator('dl > div').filter({ has: page.locator(`dt[title="${key}"]`) });

async function open(trace: string, span: string): Promise<void> {
  await page.goto(`${kit.engine.ready.ui}/traces/${trace}`);
  await clickRow(page, span);
  await details.getByRole('heading', { name: span }).waitFor();
}

beforeEach(async () => {
  page = await kit.open({ path: '/runs' });
  details = page.getByRole('region', { name: 'Span details' });
});

describe('the details of a span', () => {
  it('lay out JSON, show it in full, copy it', async () => {
    await open(traceId, 'Checkout/Place');
    const value = attribute('order.payload');
    await value.hover();
    await value.getByRole('button', { name: 'Open in full' }).click();
    const dialog = page.getByRole('dialog', { name: 'order.payload' });
    await eventually(() => dialog.locator('pre').textContent()).toContain('\n    "id": 4711,\n');
    await dialog.getByText('Format JSON').click();
    await eventually(() => dialog.locator('pre').textContent()).toContain('{"order":"A-20931","customer":{"id":4711');
    await dialog.getByRole('button', { name: 'Copy value' }).click();
    await eventually(() => clipboard(page)).toMatch(/^\{"order":"A-20931"/);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('copy a value and the span', async () => {
    await open(traceId, 'Checkout/Place');
    const value = attribute('cart.total');
    await value.hover();
    await value.getByRole('button', { name: 'Copy value' }).click();
    await eventually(() => clipboard(page)).toBe('129.9');
    await details.getByRole('button', { name: 'Copy span as JSON' }).click();
    await eventually(() => clipboard(page)).toContain('"stock reserved"');
  });

  it('show status, events with their times, exception and stack', async () => {
    await open(traceId, 'POST api.acme-pay.example/charges');
    await page.keyboard.press('e');
    await expectSelected(page, 'POST api.acme-pay.example/charges');
    await details.getByText('card declined', { exact: true }).waitFor();
    await details.getByText('CardDeclined', { exact: false }).first().waitFor();
    await details.getByText('at charge (/srv/payments/src/acme.ts:88:13)').waitFor();
  });

  it('filter the attributes of all sections', async () => {
    await open(traceId, 'Checkout/Place');
    await details.getByRole('textbox', { name: 'Filter attributes' }).fill('cart');
    await attribute('cart.items').waitFor();
    expect(await attribute('rpc.method').count()).toBe(0);
    expect(await attribute('service.version').count()).toBe(0);
  });

  it('lead through links: to another trace, back, and within the trace', async () => {
    await open(other, 'collect failures');
    await details.getByText('Not in this run').waitFor();
    await details.getByRole('link', { name: 'Go to this span' }).click();
    await expectSelected(page, 'write mail');
    await clickRow(page, 'collect failures');
    await details.getByRole('link', { name: 'Open the linked trace' }).click();
    await expectSelected(page, 'Checkout/Place');
    expect(placeOf(page)).toBe(`/traces/${traceId}?span=${hexId(105, 16)}`);
    await page.goBack();
    await expectRows(page, ['collect failures', 'write mail']);
  });

  it('wrap long keys between their parts, not inside of a word', async () => {
    await open(other, 'write mail');
    const key = details.locator('dt[title="deployment.environment.name"]');
    const lines = await key.evaluate((element) => {
      const found: string[] = [];
      let top = Number.NaN;
      for (const node of element.childNodes) {
        if (!(node instanceof Text)) continue;
        const range = document.createRange();
        for (let at = 0; at < node.length; at++) {
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const box = range.getBoundingClientRect();
          if (box.top !== top) found.push('');
          top = box.top;
          found.push(`${found.pop() ?? ''}${node.data.charAt(at)}`);
        }
      }
      return found;
    });
    expect(lines.join('')).toBe('deployment.environment.name');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/\.$/);
  });

  it('show telemetry as text, whatever it looks like', async () => {
    await open(other, 'write mail');
    await details.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await details.locator('img').count()).toBe(0);
  });

  it('dock at the bottom and stay there', async () => {
    await open(traceId, 'load cart');
    await details.getByRole('button', { name: 'Dock at the bottom' }).click();
    const below = async (): Promise<boolean> =>
      ((await details.boundingBox())?.y ?? 0) > ((await treegrid(page).boundingBox())?.y ?? 0) + 50;
    await eventually(below).toBe(true);
    await eventually(() => placeOf(page)).toContain('span=');
    await page.reload();
    await details.waitFor();
    await eventually(below).toBe(true);
  });

  it('a drag over the minimap shows that part of the trace, a double click all of it', async () => {
    await page.goto(`${kit.engine.ready.ui}/traces/${traceId}`);
    const map = page.getByRole('img', { name: /^The whole trace/ });
    await eventually(() => rulerTexts(page)).toContain('350 ms');
    const whole = await rulerTexts(page);
    const box = await map.boundingBox();
    if (box === null) throw new Error('no minimap');
    await page.mouse.move(box.x + box.width * 0.3, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.35, box.y + 45);
    await page.mouse.move(box.x + box.width * 0.5, box.y + 50);
    await page.mouse.up();
    await eventually(() => rulerTexts(page)).toContain('180 ms');
    expect(await rulerTexts(page)).not.toContain('350 ms');
    await map.dblclick({ position: { x: box.width * 0.4, y: 40 } });
    await page.mouse.move(box.x, box.y - 20);
    await eventually(() => rulerTexts(page)).toEqual(whole);
  });

  it('a click on a service dims the others', async () => {
    await page.goto(`${kit.engine.ready.ui}/traces/${traceId}`);
    const entry = page.getByRole('group', { name: 'Services' }).getByRole('button', { name: /^payments/ });
    await entry.click();
    expect(await entry.getAttribute('aria-pressed')).toBe('true');
    await entry.click();
    expect(await entry.getAttribute('aria-pressed')).toBe('false');
  });
});
