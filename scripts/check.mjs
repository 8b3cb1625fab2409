// `npm run check`: types per environment, lint with the import rules, format, dead code. All run; the first failure's status counts.
import { spawnSync } from 'node:child_process';
import { bin, ensureInstalled, node, pinnedEnvironment, root } from './lib/prepare.mjs';

ensureInstalled();
const types = ['pure', 'core', 'shell', 'renderer', 'test'].map((name) => [
  `types ${name}`,
  bin('typescript', 'bin/tsc'),
  '-p',
  `tsconfig.${name}.json`,
]);
const checks = [
  ...types,
  ['lint', bin('oxlint', 'bin/oxlint'), '--type-aware', '--deny-warnings'],
  ['format', bin('oxfmt', 'bin/oxfmt'), '--check'],
  ['dead code', bin('knip', 'bin/knip.js')],
  // What only tests use is dead too.
  ['code only for tests', bin('knip', 'bin/knip.js'), '--production'],
];

let status = 0;
for (const [name, ...command] of checks) {
  const started = performance.now();
  const result = spawnSync(node, command, { cwd: root, env: pinnedEnvironment(), encoding: 'utf8' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${result.status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (result.status !== 0) {
    console.log(`${result.stdout}${result.stderr}`);
    status ||= result.status ?? 1;
  }
}
process.exit(status);
