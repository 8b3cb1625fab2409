// `npm test`: everything that proves the product, on a fresh clone too: check, build, then the suites in one vitest run.
// Arguments go to vitest (`npm test -- --project browser`).
import { spawnSync } from 'node:child_process';
import { bin, ensureBuilt, ensureInstalled, node, pinnedEnvironment, root } from './lib/prepare.mjs';
import { ensureBrowser } from './lib/browser.mjs';
import { findElectron } from './lib/electron.mjs';

ensureInstalled();
const args = process.argv.slice(2);
const step = (command, environment = {}) => {
  const result = spawnSync(node, command, {
    cwd: root,
    stdio: 'inherit',
    env: { ...pinnedEnvironment(), ...environment },
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
};
if (args.length === 0) step(['scripts/check.mjs']);
ensureBuilt();
const electron = findElectron({ download: false });
if (electron.kind === 'missing')
  console.log(`SKIPPED: the suite inside Electron, because ${electron.reason}. Everything else runs.`);
step([bin('vitest', 'vitest.mjs'), 'run', ...args], {
  OTTERSCOPE_BROWSER: ensureBrowser(),
  ...(electron.kind === 'found' ? { OTTERSCOPE_ELECTRON: electron.path } : {}),
});
