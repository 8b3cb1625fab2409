// What a new user meets: the set-up page with this engine's real addresses, the test span, and the SDK's first trace.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { exportWithSdk } from '../headless/kit/sdk.ts';
import { expectRows, shownNames } from './kit/waterfall.ts';
import { clipboard, eventually, placeOf, useKit } from './kit/window.ts';

const kit = useKit();
const grpcUrl = (): string => `http://${kit.engine.ready.otlp_grpc}`;
const httpUrl = (): string => `http://${kit.engine.ready.otlp_http}`;

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

describe('first start', () => {
  it('leads to the set-up page, whose variables name the ports that listen', async () => {
    const page = await kit.open();
    await page.getByRole('heading', { name: 'Waiting for the first span' }).waitFor();
    expect(placeOf(page)).toBe('/sources');
    const text = page.locator('pre').first();
    expect(await text.textContent()).toContain(`export OTEL_EXPORTER_OTLP_ENDPOINT=${grpcUrl()}`);
    await choose(page, 'Transport', 'HTTP');
    await page.getByText(`OTEL_EXPORTER_OTLP_ENDPOINT=${httpUrl()}`).waitFor();
    await choose(page, 'Shell', 'PowerShell');
    await page.getByText(`$env:OTEL_EXPORTER_OTLP_PROTOCOL = 'http/protobuf'`).waitFor();
    await page
      .getByRole('button', { name: /^Copy: / })
      .first()
      .click();
    await eventually(() => clipboard(page)).toContain(`$env:OTEL_EXPORTER_OTLP_ENDPOINT = '${httpUrl()}'`);
  });

  it.each([
    ['Go', 'otlptracegrpc.New(ctx)'],
    ['Python', 'opentelemetry-instrument python app.py'],
    ['Node.js', 'auto-instrumentations-node/register'],
    ['Java', '-javaagent:opentelemetry-javaagent.jar'],
    ['.NET', '.UseOtlpExporter()'],
    ['Rust', '.with_tonic()'],
  ])('tells how to send from %s', async (language, words) => {
    const page = await kit.open({ path: '/sources' });
    await page.getByRole('tab', { name: language, exact: true }).click();
    await page.getByText(words).waitFor();
    expect(await page.locator('pre').first().textContent()).toContain(grpcUrl());
  });

  it.each(['gRPC', 'HTTP'])('sends a test span over %s and leads to its trace', async (transport) => {
    const page = await kit.open({ path: '/sources' });
    await page.getByRole('button', { name: `over ${transport}` }).click();
    await page.getByText(/Stored in \d+ ms\./).waitFor();
    await page.getByRole('link', { name: 'Open its trace' }).click();
    await expectRows(page, ['test span']);
    expect(placeOf(page)).toMatch(/^\/traces\/[0-9a-f]{32}$/);
  });

  it('lists the requests in the inspector, with all about the chosen one', async () => {
    const page = await kit.open({ path: '/sources' });
    const table = page.getByRole('grid', { name: 'Requests' });
    await eventually(() => table.getByRole('row').count()).toBe(3);
    await table.getByRole('row').nth(1).click();
    await page.getByText('application/json').or(page.getByText('protobuf')).first().waitFor();
    await page.getByText('otterscope-test').first().waitFor();
  });

  it.each(['grpc', 'http/protobuf', 'http/json'] as const)(
    'shows a trace of the OpenTelemetry JS SDK over %s without a reload',
    async (encoding) => {
      const page = await kit.open({ path: '/traces' });
      await page.getByRole('grid', { name: 'Traces' }).waitFor();
      const traceId = await exportWithSdk(encoding, { ...kit.engine.ready, event: 'ready' }, `sdk ${encoding}`);
      const row = page.getByRole('row').filter({ hasText: `sdk ${encoding}` });
      await row.waitFor();
      await row.click();
      // The steps may have begun in the same instant.
      await eventually(async () => (await shownNames(page)).toSorted()).toEqual([
        'GET /cart',
        'step 0',
        'step 1',
        'step 2',
      ]);
      expect(placeOf(page)).toBe(`/traces/${traceId}`);
    },
  );
});
