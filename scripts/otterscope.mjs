// `npm run -s otterscope -- <arguments>`: the command line of the built program.
import { ensureBuilt, ensureInstalled } from './lib/prepare.mjs';
import { launchHeadless } from './lib/launch.mjs';

ensureInstalled();
ensureBuilt();
launchHeadless(process.argv.slice(2));
