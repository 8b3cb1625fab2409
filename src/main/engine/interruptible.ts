// Stops work of a reader's own thread after a while, wherever it is: V8 looks at its watchdog inside loops and inside
// the matching of regular expressions, where no code of ours could.
import { createContext, Script } from 'node:vm';
import { systemCode } from './engine-failure.ts';
import type { Interruptible } from '../query/index.ts';

export function createInterruptible(): Interruptible {
  const box: { work: () => void } = { work: () => undefined };
  let script: ((millis: number) => void) | undefined;

  /** A context of its own only so that the script finds the work; made when it is first needed. */
  function prepare(): (millis: number) => void {
    const context = createContext(box);
    const call = new Script('work()');
    return (millis) => {
      call.runInContext(context, { timeout: millis });
    };
  }

  return (work, millis) => {
    box.work = work;
    script ??= prepare();
    try {
      script(millis);
      return true;
    } catch (error) {
      if (systemCode(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
      throw error;
    } finally {
      box.work = () => undefined;
    }
  };
}
