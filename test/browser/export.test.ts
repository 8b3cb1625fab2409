// Taking things out: the dialog from each page, what is downloaded, redaction with its preview, and links that lead back.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { dumpRun } from '../support/telemetry-dump.ts';
import { sendLogs } from './kit/logs.ts';
import { hexId, morning, send } from './kit/otlp.ts';
import { checkoutTrace, traffic } from './kit/shop.ts';
import { clipboard, eventually, placeOf, useKit } from './kit/window.ts';

const traceId = hexId(9001, 32);
const records = Array.from({ length: 60 }, (_, i) => ({
  service: 'shop',
  at: morning + i * 1000,
  severity: i % 4 === 0 ? 17 : 9,
  body: `order ${i} was ${i % 4 === 0 ? 'refused' : 'taken'}`,
}));
const errors = records.filter(({ severity }) => severity >= 17).length;
const kit = useKit(async (engine) => {
  await send(engine, [...traffic({ count: 120, seed: 8 }), checkoutTrace(traceId, morning + 1_480_000, 1)]);
  await sendLogs(engine, records);
});

const dialog = (page: Page): Locator => page.getByRole('dialog');

async function download(
  page: Page,
  act: () => Promise<void>,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

const exportNow = (page: Page): Promise<void> =>
  dialog(page).getByRole('button', { name: 'Export', exact: true }).click();

describe('the dialog', () => {
  it('writes the listed traces, as many as match', async () => {
    const page = await kit.open({ path: '/traces' });
    await page.getByText('121 traces').first().waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Export 121 traces…' }).click();
    await dialog(page).getByText('Export 121 traces').waitFor();
    await dialog(page).getByText('CSV').click();
    const { name, bytes } = await download(page, () => exportNow(page));
    expect(name).toMatch(/-search-traces\.csv$/);
    expect(bytes.toString().split('\r\n')).toHaveLength(123);
    await dialog(page).getByText(name).waitFor();
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();
    await dialog(page).waitFor({ state: 'detached' });
  });

  it('writes one span with what is below it', async () => {
    const page = await kit.open({ path: `/traces/${traceId}?span=${hexId(105, 16)}` });
    await page.getByRole('button', { name: 'Export, copy a link' }).click();
    await page.getByRole('menuitem', { name: 'Export it and what is below…' }).click();
    const { name, bytes } = await download(page, () => exportNow(page));
    expect(name).toBe(`trace-${traceId}-span-${hexId(105, 16)}.json`);
    const ids = bytes.toString().match(/"spanId":"[0-9a-f]{16}"/g) ?? [];
    expect(ids.length).toBeGreaterThan(1);
    expect(bytes.toString()).toContain(`"spanId":"${hexId(105, 16)}"`);
  });

  it('writes a whole run that opens again, opened by key', async () => {
    const page = await kit.open({ path: '/runs' });
    await page.getByRole('grid', { name: 'Runs' }).getByRole('row').nth(1).waitFor();
    await page.keyboard.press('ControlOrMeta+s');
    const { name, bytes } = await download(page, () => exportNow(page));
    expect(name).toMatch(/\.otter$/);
    const copy = join(kit.engine.folder, name);
    writeFileSync(copy, bytes);
    expect(dumpRun('traces', copy)).toEqual(dumpRun('traces', kit.engine.ready.run));
  });

  it('writes the log records that match', async () => {
    const page = await kit.open({ path: '/logs?where=severity%20%3E%3D%2017' });
    await page.getByRole('heading', { name: 'Logs' }).waitFor();
    await page.getByRole('button', { name: 'Export, copy a link' }).click();
    await page.getByRole('menuitem', { name: 'Export the records that match…' }).click();
    expect(await dialog(page).getByText('Jaeger JSON').count()).toBe(0);
    await dialog(page).getByText('CSV').click();
    const { name, bytes } = await download(page, () => exportNow(page));
    expect(name).toMatch(/-search-logs\.csv$/);
    expect(bytes.toString().split('\r\n')).toHaveLength(errors + 2);
  });

  it('shows what rules would take out, and takes it out', async () => {
    const page = await kit.open({ path: `/traces/${traceId}` });
    await page.getByRole('button', { name: 'Export, copy a link' }).click();
    await page.getByRole('menuitem', { name: 'Export the trace…' }).click();
    await dialog(page).getByRole('button', { name: 'Take out what must not leave' }).click();
    const rules = dialog(page).getByRole('textbox', { name: 'Rules' });
    await rules.fill('replace any service.name\nforget this');
    await dialog(page).getByText('Line 2:').waitFor();
    expect(await dialog(page).getByRole('button', { name: 'Export', exact: true }).isDisabled()).toBe(true);
    await rules.fill('replace any service.name');
    await dialog(page).getByRole('button', { name: 'Preview' }).click();
    await dialog(page).getByText('would be taken out').waitFor();
    await dialog(page).getByRole('grid', { name: 'What the rules take out' }).getByText('service.name').waitFor();
    const { name, bytes } = await download(page, () => exportNow(page));
    expect(name).toBe(`trace-${traceId}-redacted.json`);
    expect(bytes.toString()).toContain('{"key":"service.name","value":{"stringValue":"[redacted]"}}');
  });
});

describe('links', () => {
  it('to a list, a trace, a span and a run bring each back', async () => {
    const page = await kit.open({ path: '/traces?where=error' });
    await page.getByRole('grid', { name: 'Traces' }).getByRole('row').nth(1).waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Copy link to this list' }).click();
    await page.getByText('Link copied').waitFor();
    const list = await clipboard(page);
    expect(list).toMatch(/\/traces\?where=error&run=/);

    await page.goto(`${kit.engine.ready.ui}/traces/${traceId}?view=table&span=${hexId(105, 16)}`);
    await page.getByRole('button', { name: 'Export, copy a link' }).click();
    await page.getByRole('menuitem', { name: 'Copy link to this view' }).click();
    await eventually(() => clipboard(page)).toContain('view=table');
    const span = await clipboard(page);

    await page.goto(`${kit.engine.ready.ui}/runs`);
    await page.getByRole('button', { name: 'Copy link' }).first().click();
    await eventually(() => clipboard(page)).toContain('/traces?run=');
    const run = await clipboard(page);

    for (const link of [list, span, run]) {
      await page.goto(link);
      expect(placeOf(page)).toBe(new URL(link).pathname + new URL(link).search);
    }
    await page.goto(span);
    await page.getByRole('region', { name: 'Span details' }).waitFor();
    await page.goto(list);
    await page.getByRole('grid', { name: 'Traces' }).getByRole('row').nth(1).waitFor();
  });
});
