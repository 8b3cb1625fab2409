// `npm run serve`: installs and builds what is missing, then serves headless whatever the machine has.
import { ensureBuilt, ensureInstalled } from './lib/prepare.mjs';
import { launchHeadless } from './lib/launch.mjs';

ensureInstalled();
ensureBuilt();
launchHeadless(['serve', ...process.argv.slice(2)]);
