// Takes the lock of a data folder and holds it until it is killed, though nothing here refers to it any more
// and the garbage collector has been round.
import { setTimeout as wait } from 'node:timers/promises';
import { prepareDataFolder } from '../../../src/main/engine/data-folder.ts';
import { takeLock } from '../../../src/main/engine/lock-file.ts';

takeLock(prepareDataFolder(process.argv[2] ?? ''), '9').publish({ ui: '127.0.0.1:4319' });
setInterval(() => undefined, 1000);
await wait(10);
globalThis.gc?.();
await wait(10);
console.log('held');
