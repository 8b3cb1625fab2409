// Files of source code on this machine, as stack traces and profiles name them. Their names come from telemetry, which
// anybody may have written: a file is shown only where its own name is that of source code, or it is in a folder that the
// user named, and what is found is opened or shown by the user's own hand. docs/http-api.md has the reasons.
import type { ProfileLinesRequest } from './profiles/tables.ts';

/** A file of source code, or why there is none, in words after its name. */
export type SourceText =
  | {
      readonly kind: 'text';
      /** Where it was found on this machine. */
      readonly path: string;
      readonly lines: readonly string[];
    }
  | {
      readonly kind: 'none';
      readonly reason: string;
      /** What to do so that it is shown; empty where nothing helps. */
      readonly help: string;
    };

export interface SourceMethods {
  /**
   * Which of these absolute paths (at most 200) are files of source code on this machine, or files in the user's folders. 1 or
   * 0 per path. All 0 where the window may be on another machine (`--listen` beyond loopback).
   */
  'source.locate': { request: { readonly paths: readonly string[] }; answer: { readonly found: Uint8Array } };
  /**
   * The text, at most 4 MiB, of the file number `file` in the answer of `profiles.lines` to the same request, for a window on
   * this machine. Fails with `not-found` where that answer has no such file.
   */
  'source.read': { request: ProfileLinesRequest & { readonly file: number }; answer: SourceText };
}

/** Folders in the settings, and characters of each. */
export const mostSourceFolders = 50;
export const longestSourceFolder = 4096;

/** What is wrong with a folder whose files may be shown, in words after its name; `undefined` for one that can be used. */
export function sourceFolderTrouble(folder: string): string | undefined {
  if (folder.length > longestSourceFolder) return `is longer than ${longestSourceFolder} characters`;
  if (folder.includes('\0')) return 'has a character that no path has';
  if (!/^(?:\/|[A-Za-z]:[\\/])/.test(folder)) return 'is no absolute path';
  const names = folder.split(/[\\/]/).slice(1);
  if (names.includes('..')) return 'has .. in it';
  return names.every((name) => name === '' || name === '.') ? 'is the whole machine' : undefined;
}
