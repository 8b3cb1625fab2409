// The pictures of README.md. With OTTERSCOPE_SCREENSHOTS=1 they are written to docs/screenshots; without, the same pages
// are only brought up, so that a picture can never show what a test has not seen.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { checkoutTrace, traffic } from './kit/shop.ts';
import { sendLogs } from './kit/logs.ts';
import { hexId, morning, post, send } from './kit/otlp.ts';
import { shopLogs } from './kit/shop-logs.ts';
import { expectSelected, rowNamed } from './kit/waterfall.ts';
import { useKit } from './kit/window.ts';

const folder = join(import.meta.dirname, '../../docs/screenshots');
const writing = process.env['OTTERSCOPE_SCREENSHOTS'] === '1';
const kit = useKit();
const traceId = hexId(9001, 32);

async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  if (!writing) return;
  mkdirSync(folder, { recursive: true });
  await page.mouse.move(420, 18);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

async function startRun(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New run…' }).click();
  await page.getByRole('textbox', { name: 'Name (optional)' }).fill(name);
  await page.getByRole('button', { name: 'Start run' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

describe('pictures', () => {
  it('sources-light: the first start', async () => {
    const page = await kit.open({ path: '/runs' });
    await startRun(page, 'checkout debugging');
    await page.getByRole('link', { name: 'Sources', exact: true }).click();
    await page.getByRole('tab', { name: 'Go', exact: true }).click();
    await page.getByText('otlptracegrpc.New(ctx)').waitFor();
    await picture(page, 'sources-light');
  });

  it('traces are sent', async () => {
    const traces = traffic({ count: 900, seed: 42 }).concat(
      [0, 1, 2].map((i) => checkoutTrace(hexId(9001 + i, 32), morning + 1_480_000 + i * 21_000, 1 + i)),
    );
    await send(kit.engine, traces);
    const page = await kit.open({ path: '/traces' });
    await page.getByText('903 traces, 3,675 spans').waitFor();
  });

  it.each(['dark', 'light'] as const)('traces-%s', async (theme) => {
    const page = await kit.open({ path: '/traces', theme });
    await page.getByText(/^903 traces/).waitFor();
    await page.getByRole('application').and(page.locator('[aria-label^="903 traces"]')).waitFor();
    await page.getByRole('row').nth(20).waitFor();
    await picture(page, `traces-${theme}`);
  });

  it.each(['dark', 'light'] as const)('trace-%s', async (theme) => {
    const page = await kit.open({ path: `/traces/${traceId}?span=${hexId(105, 16)}`, theme });
    await rowNamed(page, 'Checkout/Place');
    await expectSelected(page, 'Checkout/Place');
    await page.getByText('order.payload').waitFor();
    await picture(page, `trace-${theme}`);
  });

  it('logs are sent', async () => {
    await sendLogs(kit.engine, shopLogs({ count: 40_000, seed: 7 }));
    const page = await kit.open({ path: '/logs' });
    await page.getByText(/^40,000 records/).waitFor();
  });

  it.each(['dark', 'light'] as const)('logs-%s', async (theme) => {
    const page = await kit.open({ path: '/logs?where=severity+%3E%3D+warn', theme });
    const grid = page.getByRole('grid', { name: 'Log records' });
    await grid.getByText('quote failed').last().click();
    await page.getByRole('region', { name: 'Record details' }).getByText('Traceback').first().waitFor();
    await page.getByRole('application', { name: /records over time/ }).waitFor();
    await page.getByRole('region', { name: 'Service' }).getByText('checkout').waitFor();
    await picture(page, `logs-${theme}`);
  });

  it('inspector', async () => {
    await post(kit.engine, '/v1/trace', '{}');
    await post(kit.engine, '/v1/traces', new Uint8Array([0x0a, 0xff, 0xff, 0xff, 0x0f, 1]), 'application/x-protobuf');
    await post(kit.engine, '/v1/metrics', '{"resourceMetrics":[]}');
    await send(kit.engine, traffic({ count: 40, seed: 7, first: 5000 }), 8);
    const page = await kit.open({ path: '/sources' });
    const table = page.getByRole('grid', { name: 'Requests' });
    await table.getByText('Refused').click();
    await page.getByText('Answered').waitFor();
    expect(await table.getByRole('row').count()).toBeGreaterThan(8);
    await picture(page, 'inspector');
  });

  it('runs', async () => {
    const page = await kit.open({ path: '/runs' });
    for (const [i, name] of ['before the cache change', 'with the cache', 'retry storm'].entries()) {
      await startRun(page, name);
      await send(kit.engine, traffic({ count: 120 * (i + 1), seed: 50 + i, first: 20_000 * (i + 1) }));
      await page.getByRole('link', { name: 'Runs' }).click();
    }
    await page.getByRole('row').filter({ hasText: 'retry storm' }).getByText('360').waitFor();
    await picture(page, 'runs');
  });
});
