// Runs as files: a new one, names, deletion with a question, and files of a colleague by dialog and by drop.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { traffic } from './kit/shop.ts';
import { send } from './kit/otlp.ts';
import { eventually, placeOf, useKit } from './kit/window.ts';

const kit = useKit((engine) => send(engine, traffic({ count: 12, seed: 8 })));

const row = (page: Page, name: string): Locator =>
  page.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: name });
const files = (): readonly string[] =>
  readdirSync(join(kit.engine.folder, 'runs')).filter((name) => name.endsWith('.otter'));

async function startRun(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New run…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New run' });
  await dialog.getByRole('textbox', { name: 'Name (optional)' }).fill(name);
  await dialog.getByRole('button', { name: 'Start run' }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe('runs', () => {
  it('a new run takes over; the former one stays to be read', async () => {
    const page = await kit.open({ path: '/runs' });
    await startRun(page, 'after the fix');
    await eventually(() => placeOf(page)).toBe('/traces');
    await page.getByText('No traces yet').waitFor();
    await page.getByRole('link', { name: 'Runs' }).click();
    await row(page, 'after the fix').waitFor();
    await eventually(() => page.getByRole('grid', { name: 'Runs' }).getByRole('row').count()).toBe(3);
    expect(files()).toHaveLength(2);
    await page.getByRole('grid', { name: 'Runs' }).locator('[aria-rowindex="3"]').dblclick();
    await page.getByText('12 traces').first().waitFor();
    await page.getByText(/^Past run from .* read-only/).waitFor();
    await page.getByRole('button', { name: 'Back to live' }).click();
    await page.getByText('No traces yet').waitFor();
  });

  it('is renamed', async () => {
    const page = await kit.open({ path: '/runs' });
    await row(page, 'after the fix').getByRole('button', { name: 'Rename' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('nightly');
    await dialog.getByRole('textbox').press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await row(page, 'nightly').waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).getByText('nightly').waitFor();
  });

  it('opens a file that was chosen, read-only, beside the live run', async () => {
    const page = await kit.open({ path: '/runs' });
    const source = join(kit.engine.folder, 'runs', files().toSorted()[0] ?? '');
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open files…' }).click();
    await (
      await choosing
    ).setFiles({ name: 'from-ann.otter', mimeType: 'application/octet-stream', buffer: readFileSync(source) });
    await page.getByText(/^Opened file from .* read-only/).waitFor();
    await page.getByText('12 traces').first().waitFor();
    expect(new URL(page.url()).searchParams.has('run')).toBe(true);
    await page.getByRole('link', { name: 'Runs' }).click();
    const opened = page
      .getByRole('grid', { name: 'Runs' })
      .getByRole('row')
      .filter({ has: page.getByRole('button', { name: 'Close file' }) });
    await opened.waitFor();
    expect(await opened.getByRole('button', { name: 'Delete' }).count()).toBe(0);
    expect(await opened.getByRole('button', { name: 'Rename' }).count()).toBe(0);
    await opened.getByRole('button', { name: 'Close file' }).click();
    await opened.waitFor({ state: 'detached' });
  });

  it('opens a dropped file, and says why another one is none', async () => {
    const page = await kit.open({ path: '/traces' });
    const drop = async (name: string, bytes: Uint8Array): Promise<void> => {
      const transfer = await page.evaluateHandle(
        ([called, base64]) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], called));
          return data;
        },
        [name, Buffer.from(bytes).toString('base64')] as const,
      );
      await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
      await page.getByText('Drop files to open them').waitFor();
      await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
    };
    await drop('notes.txt', Buffer.from('no run at all'));
    await page.getByText('notes.txt was not imported. The format was not recognised.').waitFor();
    await drop('dropped.otter', readFileSync(join(kit.engine.folder, 'runs', files().toSorted()[0] ?? '')));
    await page.getByText(/^Opened file from .* read-only/).waitFor();
    await page.getByText('12 traces').first().waitFor();
  });

  it('is deleted only after a question', async () => {
    const page = await kit.open({ path: '/runs' });
    const past = page
      .getByRole('grid', { name: 'Runs' })
      .getByRole('row')
      .filter({ has: page.getByRole('button', { name: 'Delete' }) });
    await past.getByRole('button', { name: 'Delete' }).click();
    const question = page.getByRole('alertdialog', { name: 'Delete this run?' });
    await question.getByText('12 traces').waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(files()).toHaveLength(2);
    await past.getByRole('button', { name: 'Delete' }).click();
    await question.getByRole('button', { name: 'Delete run' }).click();
    await past.waitFor({ state: 'detached' });
    await eventually(files).toHaveLength(1);
  });

  it('that is gone is said to be gone', async () => {
    const page = await kit.open({ path: '/traces?run=never-was' });
    await page.getByText('This run is not here').waitFor();
    await page.getByRole('link', { name: 'To the live run' }).click();
    await page.getByText('No traces yet').waitFor();
  });
});
