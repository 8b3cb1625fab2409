// Answers which paths of stack traces are files of this machine. The paths come from telemetry, so nothing is opened or
// read, and no path is looked at that would reach for another machine (Windows shares, automounted folders) or a device.
import { stat } from 'node:fs/promises';

export type SourceFiles = (paths: readonly string[]) => Promise<Uint8Array>;

const elsewhere = /^(?:\/\/|\\\\|\/(?:net|afs|dev|proc|sys|run)(?:\/|$))/;
const absolute = process.platform === 'win32' ? /^[A-Za-z]:[\\/]/ : /^\//;
const longest = 4096;

/** `host`: what the window is served on; undefined for the desktop app. Beyond loopback the window may be on another machine. */
export function sourceFiles(host: string | undefined): SourceFiles {
  const here = host === undefined || host === 'localhost' || host === '::1' || host.startsWith('127.');
  return async (paths) => {
    const found = new Uint8Array(paths.length);
    if (!here) return found;
    await Promise.all(
      paths.map(async (path, i) => {
        found[i] = mayBeLookedAt(path) && (await isFile(path)) ? 1 : 0;
      }),
    );
    return found;
  };
}

function mayBeLookedAt(path: string): boolean {
  return (
    path.length <= longest &&
    absolute.test(path) &&
    !elsewhere.test(path) &&
    !path.includes('\0') &&
    !path.split(/[\\/]/).includes('..')
  );
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
