// Files dropped, chosen and pasted into the window: offered, read with progress, and what was left out is told.
import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { eventually, placeOf, useKit } from './kit/window.ts';
import { makeTraceRequestJson } from '../support/otlp-payloads.ts';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../fixtures/foreign', name));
const folder = mkdtempSync(join(tmpdir(), 'otterscope-imports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const kit = useKit();

const line = (seed: number): string => `${new TextDecoder().decode(makeTraceRequestJson({ seed, spans: 20 }))}\n`;
const withProfiles = Buffer.from(`${line(1)}{"resourceProfiles":5}\n`);

async function drop(
  page: Page,
  files: readonly (readonly [name: string, bytes: Buffer])[],
  shift = false,
): Promise<void> {
  const transfer = await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer();
      for (const [name, base64] of given)
        data.items.add(new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], name));
      return data;
    },
    files.map(([name, bytes]) => [name, bytes.toString('base64')] as const),
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await page.getByText('Drop files to open them').waitFor();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer, shiftKey: shift });
}

const paste = (page: Page, text: string, selector = 'body'): Promise<void> =>
  page.evaluate(
    ([pasted, at]) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      document
        .querySelector(at)
        ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    },
    [text, selector] as const,
  );

describe('imports', () => {
  it('dropped together become runs; the last one is shown, and the report says what was left out', async () => {
    const page = await kit.open({ path: '/traces' });
    await drop(page, [
      ['notes.txt', Buffer.from('just words')],
      ['mixed.jsonl', withProfiles],
      ['jaeger.json', fixture('jaeger.json')],
    ]);
    await page.getByText('notes.txt was not imported. The format was not recognised.').waitFor();
    await page.getByText('mixed.jsonl: 20 spans imported; 1 skipped, see Imports.').waitFor();
    await page.getByText('HTTP GET /dispatch').first().waitFor();
    expect(placeOf(page)).toMatch(/^\/traces\?run=.*jaeger-json$/);
    await page.goto(`${kit.engine.ready.ui}/imports`);
    const table = page.getByRole('grid', { name: 'Imports' });
    await eventually(() => table.getByRole('row').count()).toBe(4);
    await table.getByText('mixed.jsonl').click();
    await eventually(() => placeOf(page)).toMatch(/^\/imports\?import=/);
    const report = page.getByRole('region', { name: 'Report' });
    await report.getByText('requests that cannot be read: resourceProfiles is 5; it must be an array').waitFor();
    await report.getByText('line 2').waitFor();
    await table.getByText('notes.txt').click();
    await report.getByText('Supported are Otterscope run').waitFor();
    // The address alone brings it back.
    await page.reload();
    await report.getByText('Supported are Otterscope run').waitFor();
    await page.getByRole('button', { name: 'Clear ended' }).click();
    await page.getByText('Nothing was imported yet').waitFor();
  });

  it('dropped with Shift go into the live run', async () => {
    const page = await kit.open({ path: '/imports' });
    await drop(page, [['zipkin.json', fixture('zipkin.json')]], true);
    await page.getByText('servicea').first().waitFor();
    expect(placeOf(page)).toBe('/traces');
  });

  it('pasted JSON is offered first, and only outside of text fields', async () => {
    const page = await kit.open({ path: '/traces' });
    await page.getByRole('heading', { name: 'Traces' }).waitFor();
    await paste(page, 'some words');
    await paste(page, line(3), 'input');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await paste(page, line(3));
    const dialog = page.getByRole('dialog', { name: 'Import the pasted text?' });
    await dialog.getByText('resourceSpans').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    await paste(page, line(3));
    await dialog.getByRole('button', { name: 'Import' }).click();
    await page.getByText('pasted.json: 20 spans imported.').waitFor();
    await eventually(() => placeOf(page)).toMatch(/run=.*pasted-json/);
  });

  it('under way show how far they are and can be stopped', async () => {
    const file = join(folder, 'large.jsonl');
    const block = Array.from({ length: 40 }, (_, i) => line(100 + i)).join('');
    for (let i = 0; i < 60; i++) writeFileSync(file, block, { flag: 'a' });
    const page = await kit.open({ path: '/runs' });
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open files…' }).click();
    await (await choosing).setFiles(file);
    const tray = page.getByRole('region', { name: 'Imports under way' });
    await tray.getByRole('progressbar', { name: 'Import of large.jsonl' }).waitFor();
    await tray.getByText(/ of .* spans/).waitFor();
    await tray.getByRole('button', { name: 'Cancel the import of large.jsonl' }).click();
    await page.getByText('The import of large.jsonl was cancelled; its run was removed.').waitFor();
    await tray.waitFor({ state: 'detached' });
    await eventually(() => page.getByText('large.jsonl (import not finished)').count()).toBe(0);
  });
});
