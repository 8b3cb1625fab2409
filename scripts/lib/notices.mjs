// A build plugin: puts the licence texts of the packages that were bundled beside the bundle, as `notices.txt`.
// Packages that are not bundled keep their own licence file in node_modules.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the package that a module belongs to, or undefined for our own files. */
function packageFolder(id) {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id.replace(/^\0/, ''))?.[0];
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying)/i.test(one));
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version}\n\n${text}\n`;
}

export function notices() {
  return {
    name: 'notices',
    generateBundle() {
      const folders = new Set([...this.getModuleIds()].map(packageFolder).filter((one) => one !== undefined));
      if (folders.size === 0) return;
      const source = [...folders]
        .map(noticeOf)
        .toSorted()
        .join(`\n${'-'.repeat(80)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'notices.txt', source });
    },
  };
}
