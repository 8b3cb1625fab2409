// Critical path, skewed clocks and colours on the trace page, by keys and by address.
import { describe, expect, it } from 'vitest';
import { checkoutTrace } from './kit/shop.ts';
import { hexId, morning, send } from './kit/otlp.ts';
import { clickRow, expectSelected, rowNamed, shownNames, treegrid } from './kit/waterfall.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const traceId = hexId(9001, 32);
const skewedId = hexId(9002, 32);

const kit = useKit(async (engine) => {
  const skewed = checkoutTrace(skewedId, morning, 2);
  await send(engine, [
    checkoutTrace(traceId, morning),
    // The clock of inventory's host is 70 ms slow.
    { ...skewed, spans: skewed.spans.map((one) => (one.service === 'inventory' ? { ...one, at: one.at - 70 } : one)) },
  ]);
});

describe('the critical path', () => {
  it('is marked with c, listed alone with C, and kept in the address', async () => {
    const page = await kit.open({ path: `/traces/${traceId}` });
    await rowNamed(page, 'apply discounts');
    await page.keyboard.press('c');
    const toggle = page.getByRole('button', { name: /^Critical path/ });
    await page.getByRole('button', { name: 'Critical path 412 ms' }).waitFor();
    expect(await toggle.getAttribute('aria-pressed')).toBe('true');
    expect(placeOf(page)).toContain('path=on');
    await page.keyboard.press('C');
    // Pricing ran beside the reservation, which ended later: nothing waited for it.
    await eventually(() => shownNames(page)).not.toContain('apply discounts');
    expect(await shownNames(page)).toContain('UPDATE stock');
    expect(placeOf(page)).toContain('path=only');
    await page.reload();
    await rowNamed(page, 'UPDATE stock');
    await eventually(() => shownNames(page)).not.toContain('apply discounts');
    await treegrid(page).focus();
    await page.keyboard.press('C');
    await rowNamed(page, 'apply discounts');
    await page.keyboard.press('c');
    await eventually(() => toggle.getAttribute('aria-pressed')).toBe('false');
    expect(placeOf(page)).toBe(`/traces/${traceId}`);
  });
});

describe('skewed clocks', () => {
  it('are told, corrected only by hand, with the delta on each span and the sent time in the details', async () => {
    const page = await kit.open({ path: `/traces/${skewedId}` });
    expect((await rowNamed(page, 'Inventory/Reserve')).texts).toContain('skew');
    const note = page.getByRole('note');
    await note.getByText('Clock skew: inventory −70.0 ms').waitFor();
    await clickRow(page, 'Inventory/Reserve');
    const details = page.getByRole('region', { name: 'Span details' });
    await details.getByText('shown as sent').waitFor();
    const sent = await details.getByText('09:29:59.988').textContent();
    await note.getByRole('switch', { name: 'Corrected' }).click();
    await eventually(async () => (await rowNamed(page, 'Inventory/Reserve')).texts.includes('+70.0 ms')).toBe(true);
    await expectSelected(page, 'Inventory/Reserve');
    expect(placeOf(page)).toContain('times=corrected');
    await details.getByText('shown +70.0 ms from what was sent').waitFor();
    expect(await details.getByText('09:29:59.988').textContent()).toBe(sent);
    await page.reload();
    await eventually(async () => (await rowNamed(page, 'Inventory/Release')).texts.includes('+70.0 ms')).toBe(true);
  });

  it('are not suspected where nothing speaks for it', async () => {
    const page = await kit.open({ path: `/traces/${traceId}?times=corrected` });
    await rowNamed(page, 'Inventory/Reserve');
    expect(await page.getByRole('note').count()).toBe(0);
  });
});

describe('colours', () => {
  it('say what is asked: the legend follows, and so does the address', async () => {
    const page = await kit.open({ path: `/traces/${traceId}` });
    await page
      .getByRole('group', { name: 'Services' })
      .getByRole('button', { name: /payments 4/ })
      .waitFor();
    const field = page.getByRole('combobox', { name: 'Colour by' });
    await field.fill('db.system');
    await page.getByRole('option', { name: /db\.system\.name/ }).click();
    const legend = page.getByRole('group', { name: 'Values of db.system.name' });
    await legend.getByRole('button', { name: /postgresql/ }).waitFor();
    await eventually(() => placeOf(page)).toContain('colour=%40db.system.name');
    await legend.getByRole('button', { name: /postgresql/ }).click();
    expect(await legend.getByRole('button', { name: /postgresql/ }).getAttribute('aria-pressed')).toBe('true');
    await page.reload();
    await legend.getByRole('button', { name: /redis/ }).waitFor();
    await field.fill('span kind');
    await field.press('Enter');
    await page
      .getByRole('group', { name: 'Kinds' })
      .getByRole('button', { name: /client/ })
      .waitFor();
    await eventually(() => placeOf(page)).toContain('colour=kind');
  });
});
