// Is a file that we have open still the one under its name? On POSIX a deleted file can be written as before, and is gone
// with its last handle. (On Windows an open file cannot be deleted.)
import { statSync } from 'node:fs';

export interface FileWatch {
  /** Looks at the disk at most every 20 ms. */
  isThere(): boolean;
}

const freshMillis = 20;

/** The file must exist. */
export function watchFile(path: string, now: () => number = () => performance.now()): FileWatch {
  const identity = identityOf(path);
  let lookedAt = now();
  let there = true;
  return {
    isThere() {
      if (there && now() - lookedAt >= freshMillis) {
        lookedAt = now();
        there = identityOf(path) === identity;
      }
      return there;
    },
  };
}

function identityOf(path: string): bigint | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
}
