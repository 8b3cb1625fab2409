// Makes a fresh clone ready: packages from the lockfile, then a build when sources are newer than the last one.
// Runs on whatever Node the user has (20 or later); everything after it runs on the Node 24 that the lockfile pins.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const windows = process.platform === 'win32';
const quiet = ['ignore', 2, 2];

/** The pinned Node binary. */
export const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** Environment in which `node` and every package command are the pinned ones. */
export function pinnedEnvironment() {
  const path = [join(root, 'node_modules', '.bin'), dirname(node), process.env.PATH].join(windows ? ';' : ':');
  return { ...process.env, PATH: path };
}

/** Runs a command to its end with output on stderr; exits with its status when it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: quiet, env: pinnedEnvironment(), ...options });
  if (result.error) fail(`${command} could not be started: ${result.error.message}`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

export function fail(message) {
  process.stderr.write(`otterscope: ${message}\n`);
  process.exit(1);
}

export function say(message) {
  process.stderr.write(`${message}\n`);
}

/** Path of a package's command, to be run by the pinned Node. */
export function bin(packageName, file) {
  return join(root, 'node_modules', ...packageName.split('/'), file);
}

export function ensureInstalled() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) fail(`needs Node 20 or later to install itself; this is ${process.version}`);
  const stamp = join(root, 'node_modules', '.otterscope-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && existsSync(node) && readFileSync(stamp, 'utf8') === wanted) return;
  // npm would empty the folder that the link leads to, which another checkout uses.
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() === true)
    fail(
      'node_modules is a link, and its packages are not those of package-lock.json: remove the link, or run `npm ci` where it leads',
    );
  say('Installing packages (once) ...');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  if (npm !== undefined && npm.endsWith('.js')) run(process.execPath, [npm, ...args]);
  else run(windows ? 'npm.cmd' : 'npm', args, { shell: windows });
  if (!existsSync(node))
    fail(
      'npm did not install the pinned Node; was it told to skip install scripts? Try: npm ci --ignore-scripts=false',
    );
  writeFileSync(stamp, wanted);
}

function newest(path) {
  const stat = statSync(path);
  // A folder's own time counts too: it moves when a file in it is removed or renamed.
  let time = stat.mtimeMs;
  if (!stat.isDirectory()) return time;
  for (const entry of readdirSync(path)) time = Math.max(time, newest(join(path, entry)));
  return time;
}

export function ensureBuilt() {
  const stamp = join(root, 'out', '.built');
  const inputs = ['src', 'resources', 'electron.vite.config.ts', 'package-lock.json']
    .map((one) => join(root, one))
    .filter(existsSync);
  if (existsSync(stamp) && statSync(stamp).mtimeMs > Math.max(...inputs.map(newest))) return;
  say('Building ...');
  run(node, [bin('electron-vite', 'bin/electron-vite.js'), 'build', '--logLevel', 'warn']);
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stamp, '');
}
