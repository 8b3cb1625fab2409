// `npm run bench [names]`: measures the budgets and writes bench/results.json; see docs/performance.md for the method of each.
import { spawnSync } from 'node:child_process';
import { ensureBuilt, ensureInstalled, node, pinnedEnvironment, root } from './lib/prepare.mjs';
import { ensureBrowser } from './lib/browser.mjs';

ensureInstalled();
ensureBuilt();
const result = spawnSync(node, ['bench/run.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...pinnedEnvironment(), OTTERSCOPE_BROWSER: ensureBrowser() },
});
process.exit(result.status ?? 1);
