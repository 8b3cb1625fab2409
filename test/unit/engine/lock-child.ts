// Takes the lock of a data folder and holds it until it is killed.
import { prepareDataFolder } from '../../../src/main/engine/data-folder.ts';
import { takeLock } from '../../../src/main/engine/lock-file.ts';

const lock = takeLock(prepareDataFolder(process.argv[2] ?? ''), '9');
lock.publish({ ui: '127.0.0.1:4319' });
console.log('held');
setInterval(() => undefined, 1000);
