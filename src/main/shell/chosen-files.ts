// Files the user chose, by token. The page never names a path: it gets a token for what came by dialog, drop or the system.
import { basename } from 'node:path';
import type { HostFile } from '../../contract/host.ts';

export interface ChosenFiles {
  add(path: string): HostFile;
  /** The path behind a token, or undefined for one that was never given out. */
  path(token: string): string | undefined;
}

/** `random` makes tokens that cannot be guessed. At most 1,000 are remembered; the oldest go first. */
export function createChosenFiles(random: () => string): ChosenFiles {
  const paths = new Map<string, string>();
  return {
    add(path) {
      const token = random();
      paths.set(token, path);
      if (paths.size > 1_000) paths.delete(paths.keys().next().value ?? '');
      return { token, name: basename(path) };
    },
    path: (token) => paths.get(token),
  };
}
