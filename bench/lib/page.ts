// Chromium with the UI open, as the tests use it.
import { chromium, type Page } from 'playwright-core';

export async function openUi(ui: string, token: string, path = '/'): Promise<Page> {
  const browser = await chromium.launch({
    executablePath: process.env['OTTERSCOPE_BROWSER'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${ui}/?token=${token}`);
  if (path !== '/') await page.goto(`${ui}${path}`);
  return page;
}
