// Source code that stack traces and profiles name: which paths are files of this machine, and the text of one that somebody
// looks at. The paths come from telemetry, so no path is touched that would reach for another machine (Windows shares,
// automounted folders) or a device, and nothing is read but on the user's own wish.
import { open, stat } from 'node:fs/promises';
import type { SourceText } from '../../contract/source.ts';

export interface SourceFiles {
  /** 1 or 0 per path. */
  readonly locate: (paths: readonly string[]) => Promise<Uint8Array>;
  readonly read: (path: string) => Promise<SourceText>;
}

/** Bytes of a file that is shown. */
const mostBytes = 4 << 20;
const elsewhere = /^(?:\/\/|\\\\|\/(?:net|afs|dev|proc|sys|run)(?:\/|$))/;
const absolute = process.platform === 'win32' ? /^[A-Za-z]:[\\/]/ : /^\//;
const longest = 4096;

/** `host`: what the window is served on; undefined for the desktop app. Beyond loopback the window may be on another machine. */
export function sourceFiles(host: string | undefined): SourceFiles {
  const here = host === undefined || host === 'localhost' || host === '::1' || host.startsWith('127.');
  return {
    async locate(paths) {
      const found = new Uint8Array(paths.length);
      if (!here) return found;
      await Promise.all(
        paths.map(async (path, i) => {
          found[i] = mayBeLookedAt(path) && (await isFile(path)) ? 1 : 0;
        }),
      );
      return found;
    },
    async read(path) {
      if (!here) return { kind: 'none', reason: 'this window may be on another machine than the engine' };
      if (!mayBeLookedAt(path)) return { kind: 'none', reason: 'it is no plain absolute path of this machine' };
      return (await isFile(path)) ? textOf(path) : { kind: 'none', reason: 'there is no such file on this machine' };
    },
  };
}

async function textOf(path: string): Promise<SourceText> {
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    if (size > mostBytes) return { kind: 'none', reason: `it has ${size} bytes; up to ${mostBytes} are shown` };
    const bytes = await file.readFile();
    if (bytes.includes(0)) return { kind: 'none', reason: 'it is no text' };
    return { kind: 'text', lines: bytes.toString('utf8').split(/\r?\n/) };
  } catch (cause) {
    return { kind: 'none', reason: cause instanceof Error ? cause.message : String(cause) };
  }
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
