// Source code that stack traces and profiles name: which paths are files of this machine that may be shown, and the text of one
// that somebody looks at. No path is touched that would reach for another machine or a device; what may be shown is decided
// by the file's real path (source-policy.ts).
import { constants } from 'node:fs';
import { open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceText } from '../../contract/source.ts';
import { isPlainPath, pathWithin, sourceRefusal, tailsOf, type SourceRefusal } from './source-policy.ts';

export interface SourceFiles {
  /** 1 or 0 per path. */
  readonly locate: (paths: readonly string[]) => Promise<Uint8Array>;
  /** The file that telemetry calls so: at this path, else in the user's folders. */
  readonly read: (name: string) => Promise<SourceText>;
}

export interface SourceFilesParts {
  /** What the window is served on; undefined for the desktop app. Beyond loopback the window may be on another machine. */
  readonly host: string | undefined;
  /** Absolute paths of folders whose files may be shown, as the user named them. */
  readonly folders: () => readonly string[];
  /** How the user names one, in words that follow on why a file is not shown. */
  readonly howToAdd: string;
}

/** Bytes of a file that is shown. */
const mostBytes = 4 << 20;

/** The user's folders as they were named, and where they really are. */
interface Folders {
  readonly named: readonly string[];
  readonly real: readonly string[];
}

type Found = { readonly kind: 'file'; readonly real: string } | { readonly kind: SourceRefusal | 'missing' };

export function sourceFiles({ host, folders, howToAdd }: SourceFilesParts): SourceFiles {
  const here = host === undefined || host === 'localhost' || host === '::1' || host.startsWith('127.');

  async function find(name: string, allowed: Folders): Promise<Found> {
    const itself = isPlainPath(name) ? await fileAt(name, allowed) : missing;
    if (itself.kind === 'file') return itself;
    for (const folder of allowed.real)
      for (const tail of tailsOf(name)) {
        const path = join(folder, tail);
        const found = await fileAt(path, allowed);
        // A link that leads out of the folder does not belong to it.
        if (found.kind === 'file' && pathWithin(folder, found.real) !== undefined) return found;
      }
    return itself;
  }

  return {
    async locate(paths) {
      const found = new Uint8Array(paths.length);
      if (!here) return found;
      const allowed = await realFolders(folders());
      await Promise.all(
        paths.map(async (path, i) => {
          found[i] = isPlainPath(path) && (await fileAt(path, allowed)).kind === 'file' ? 1 : 0;
        }),
      );
      return found;
    },
    async read(name) {
      if (!here) return none('this window may be on another machine than the engine');
      const found = await find(name, await realFolders(folders()));
      if (found.kind === 'file') return textOf(found.real);
      if (found.kind === 'hidden')
        return none(
          'hidden files and folders hold settings and keys, and are not shown',
          `${howToAdd} if it is source code.`,
        );
      if (found.kind === 'other') return none('its name is not that of source code', `${howToAdd} to show it.`);
      return isPlainPath(name)
        ? none('there is no such file on this machine', `If it is here under another path: ${howToAdd}.`)
        : none('it is no plain absolute path of this machine', `${howToAdd} to look for it there.`);
    },
  };
}

const missing: Found = { kind: 'missing' };

function none(reason: string, help = ''): SourceText {
  return { kind: 'none', reason, help: help.slice(0, 1).toUpperCase() + help.slice(1) };
}

async function realFolders(folders: readonly string[]): Promise<Folders> {
  const named = folders.filter(isPlainPath);
  const real = await Promise.all(named.map(async (one) => realpath(one).catch(() => undefined)));
  return { named, real: real.filter((one) => one !== undefined) };
}

/** A name that may not be shown is refused before it is looked for: who asks learns nothing of such files. */
async function fileAt(path: string, { named, real }: Folders): Promise<Found> {
  const refusal = sourceRefusal(path, [...named, ...real]);
  if (refusal !== undefined) return { kind: refusal };
  try {
    const target = await realpath(path);
    if (!isPlainPath(target) || sourceRefusal(target, real) !== undefined || !(await stat(target)).isFile())
      return missing;
    return { kind: 'file', real: target };
  } catch {
    return missing;
  }
}

async function textOf(path: string): Promise<SourceText> {
  try {
    await using file = await openPlain(path);
    const facts = await file.stat();
    if (!facts.isFile()) return none('it is no file');
    if (facts.size > mostBytes) return none(`it has ${facts.size} bytes; up to ${mostBytes} are shown`);
    const bytes = await file.readFile();
    if (bytes.includes(0)) return none('it is no text');
    return { kind: 'text', path, lines: bytes.toString('utf8').split(/\r?\n/) };
  } catch (cause) {
    return none(cause instanceof Error ? cause.message : String(cause));
  }
}

/** The file itself, even if a link or a pipe has taken its place meanwhile. */
function openPlain(path: string): Promise<FileHandle> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  // Windows has neither of the two.
  return open(path, process.platform === 'win32' ? 'r' : O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
}
