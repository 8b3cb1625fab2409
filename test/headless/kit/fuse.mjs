// Preloaded into every thread of the program under test (--import): the thread named in the file OTTERSCOPE_FUSE dies
// from inside as that file says (`<thread> <how>`), and the file goes away first, so that it dies once.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { isMainThread, threadName } from 'node:worker_threads';

const fuse = process.env['OTTERSCOPE_FUSE'];

function burn(how) {
  if (how === 'throw') throw new Error('lit by the test');
  if (how === 'reject') void Promise.reject(new Error('lit by the test'));
  if (how === 'exit') process.exit(7);
}

if (!isMainThread && fuse !== undefined) {
  setInterval(() => {
    if (!existsSync(fuse)) return;
    const [thread, how] = readFileSync(fuse, 'utf8').split(' ');
    if (thread !== threadName) return;
    rmSync(fuse);
    burn(how);
  }, 10).unref();
}
