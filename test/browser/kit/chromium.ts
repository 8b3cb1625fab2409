// The Chromium of the tests, as it is installed. What a browser does for people at its own address bar is left away: it
// took half of the processor time of every window.
import { chromium, type Browser } from 'playwright-core';

/** Off, what Playwright's own switch names (only the last switch counts) and the address bar, which is a page of its own. */
const off = [
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'AimEnabled',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'PreloadTopChromeWebUI',
  'SpareRendererForSitePerProcess',
  'ThirdPartyStoragePartitioning',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['OTTERSCOPE_BROWSER'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--no-first-run', `--disable-features=${off.join()}`],
  });
}
