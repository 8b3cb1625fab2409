// `npm start`: installs and builds what is missing, then opens the desktop app, or serves headless where there can be no window.
import { ensureBuilt, ensureInstalled, root, say } from './lib/prepare.mjs';
import { findElectron } from './lib/electron.mjs';
import { launch, launchHeadless } from './lib/launch.mjs';

ensureInstalled();
ensureBuilt();
const electron = findElectron({ download: true });
const args = process.argv.slice(2);
if (electron.kind === 'found') {
  launch(electron.path, [root, ...args]);
} else {
  say(`No desktop window: ${electron.reason}. Serving in the browser instead.`);
  launchHeadless(['serve', ...args]);
}
