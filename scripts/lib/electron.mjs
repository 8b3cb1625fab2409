// Can the desktop window be opened here? Answers the binary's path, or the reason why not in one line.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, pinnedEnvironment, root, say } from './prepare.mjs';

const folder = join(root, 'node_modules', 'electron');

function installedBinary() {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  const path = join(dist, readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? path : undefined;
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @returns {{ kind: 'found', path: string } | { kind: 'missing', reason: string }} */
export function findElectron({ download }) {
  if (!hasDisplay()) return { kind: 'missing', reason: 'there is no display here' };
  const present = installedBinary();
  if (present !== undefined) return { kind: 'found', path: present };
  if (download) {
    say('Fetching the Electron binary (once) ...');
    spawnSync(node, [join(folder, 'install.js')], {
      cwd: root,
      env: pinnedEnvironment(),
      stdio: 'ignore',
      timeout: 180_000,
    });
    const fetched = installedBinary();
    if (fetched !== undefined) return { kind: 'found', path: fetched };
  }
  return { kind: 'missing', reason: 'the Electron binary could not be had' };
}
