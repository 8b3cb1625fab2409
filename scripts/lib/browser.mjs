// Finds a Chromium for the tests: an installed Chrome or Chromium first, then Playwright's own, then apt as root on Debian.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { bin, fail, node, pinnedEnvironment, root, say } from './prepare.mjs';

const places = {
  linux: [
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

function installed() {
  const chosen = process.env.OTTERSCOPE_BROWSER;
  if (chosen !== undefined && existsSync(chosen)) return chosen;
  return (places[process.platform] ?? []).find(existsSync);
}

function playwrights() {
  const print = "console.log(require('playwright-core').chromium.executablePath())";
  const path = spawnSync(node, ['-e', print], { cwd: root, encoding: 'utf8' }).stdout.trim();
  return path !== '' && existsSync(path) ? path : undefined;
}

const attempt = (command, args) =>
  spawnSync(command, args, {
    cwd: root,
    env: { ...pinnedEnvironment(), DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 400_000,
  });

/** Path of a browser, installed if need be. Ends the program with words when there is none to be had. */
export function ensureBrowser() {
  const found = installed() ?? playwrights();
  if (found !== undefined) return found;
  say('No Chrome or Chromium here; installing one for the tests ...');
  const debian = process.platform === 'linux' && existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (debian) {
    attempt('apt-get', ['update', '-qq']);
    attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  }
  const fromApt = installed();
  if (fromApt !== undefined) return fromApt;
  attempt(node, [bin('playwright-core', 'cli.js'), 'install', 'chromium']);
  return playwrights() ?? fail('no Chrome or Chromium, and none could be installed; set OTTERSCOPE_BROWSER to one');
}
