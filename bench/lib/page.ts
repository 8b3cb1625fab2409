// Chromium with the UI open, as the tests use it.
import type { Page } from 'playwright-core';
import { launchChromium } from '../../test/browser/kit/chromium.ts';

export async function openUi(ui: string, token: string, path = '/'): Promise<Page> {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${ui}/?token=${token}`);
  if (path !== '/') await page.goto(`${ui}${path}`);
  return page;
}
