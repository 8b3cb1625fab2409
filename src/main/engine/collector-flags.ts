// How V8 collects in all threads of the engine. To be called before the first of them starts.
import { setFlagsFromString } from 'node:v8';

/**
 * Our workers keep their young generations at a few megabytes, which one thread clears in a millisecond; by default V8
 * wakes four for it, and those wait for each other longer than they work.
 */
export function setCollectorFlags(): void {
  setFlagsFromString('--no-parallel-scavenge');
}
