// The real thing: the built app inside Electron, driven by Playwright. Runs where the binary and a display are
// (OTTERSCOPE_ELECTRON, set by `npm test`); elsewhere it is skipped, and the runner says so.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const binary = process.env['OTTERSCOPE_ELECTRON'];
const root = join(import.meta.dirname, '../../..');
if (binary === undefined) console.log('SKIPPED: the desktop app inside Electron: no binary or no display here');

describe.skipIf(binary === undefined)('the desktop app', () => {
  let folder: string;
  let app: ElectronApplication;
  let page: Page;

  const launch = async (...args: string[]): Promise<void> => {
    app = await _electron.launch({
      executablePath: binary ?? '',
      args: [root, `--user-data-dir=${folder}`, `--data=${join(folder, 'data')}`, ...args],
      timeout: 120_000,
    });
    page = await app.firstWindow({ timeout: 120_000 });
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'otterscope-desktop-'));
  });
  afterEach(async () => {
    await app?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('starts, and shows that it listens', async () => {
    await launch();
    expect(page.url()).toBe('app://otterscope/');
    await page
      .getByText(/Listening|taken/)
      .first()
      .waitFor();
  });

  it.each(['https://example.com/', 'file:///etc/hosts', 'javascript:document.title="x"', 'app://elsewhere/'])(
    'does not navigate to %s',
    async (url) => {
      await launch();
      await page.evaluate((to) => {
        const link = document.createElement('a');
        link.href = to;
        document.body.append(link);
        link.click();
      }, url);
      await page.waitForTimeout(300);
      expect(page.url()).toBe('app://otterscope/');
      expect(app.windows().length).toBe(1);
    },
  );

  it('gives the page no node and no electron', async () => {
    await launch();
    expect(
      await page.evaluate(() => [
        typeof (globalThis as { require?: unknown }).require,
        typeof (globalThis as { process?: unknown }).process,
      ]),
    ).toEqual(['undefined', 'undefined']);
  });

  it('starts the engine again when it dies', async () => {
    await launch();
    await page
      .getByText(/Listening|taken/)
      .first()
      .waitFor();
    await app.evaluate(({ app: main }) => {
      const engine = main
        .getAppMetrics()
        .find((one) => one.serviceName === 'Otterscope engine' || one.name === 'Otterscope engine');
      if (engine !== undefined) process.kill(engine.pid, 'SIGKILL');
    });
    await page.waitForTimeout(3_000);
    await page
      .getByText(/Listening|taken/)
      .first()
      .waitFor();
  });

  it('explains a file that is no run', async () => {
    const path = join(folder, 'not-a-run.otter');
    writeFileSync(path, 'nothing');
    await launch();
    const words = await app.evaluate(({ dialog, app: main }, file) => {
      return new Promise<string>((resolve) => {
        dialog.showErrorBox = (title, content) => resolve(`${title}: ${content}`);
        main.emit('open-file', { preventDefault: () => undefined }, file);
      });
    }, path);
    expect(words).toContain('not-a-run.otter');
  });

  it('offers the palette’s commands in the menu', async () => {
    await launch();
    const labels = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((one) => one.label));
    expect(labels).toEqual(expect.arrayContaining(['File', 'View', 'Go', 'Help']));
  });
});
