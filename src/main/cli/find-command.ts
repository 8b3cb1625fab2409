// Whether a command is there and may be run, as the system would look for it: asked before anything is opened for it.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve, sep } from 'node:path';

export type FoundCommand = 'there' | 'missing' | 'not-runnable';

/** @param env its PATH, and PATHEXT on Windows */
export function findCommand(
  command: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): FoundCommand {
  const windows = platform === 'win32';
  const endings = windows ? ['', ...(env['PATHEXT'] ?? '.COM;.EXE').split(';')] : [''];
  const isPath = command.includes('/') || (windows && command.includes(sep));
  const path = env['PATH'] ?? env['Path'] ?? '';
  const folders = isPath ? [''] : path.split(delimiter).map((folder) => (folder === '' ? '.' : folder));
  let found: FoundCommand = 'missing';
  for (const folder of folders) {
    for (const ending of endings) {
      const is = isRunnable(resolve(join(folder, command + ending)));
      if (is === 'there') return is;
      if (is === 'not-runnable') found = is;
    }
  }
  return found;
}

function isRunnable(path: string): FoundCommand {
  try {
    if (!statSync(path).isFile()) return 'not-runnable';
  } catch {
    return 'missing';
  }
  try {
    accessSync(path, constants.X_OK);
    return 'there';
  } catch {
    return 'not-runnable';
  }
}
