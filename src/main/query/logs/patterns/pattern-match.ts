// Which messages a pattern fits: word by word, `<*>` fits any word.
import { anything } from './drain.ts';

export function fitsPattern(pattern: readonly string[], words: readonly string[]): boolean {
  return pattern.length === words.length && pattern.every((word, i) => word === anything || word === words[i]);
}

/** What stands literally in every message of a pattern, lower case; only letters that JSON writes as they are. */
export function literalsOf(pattern: readonly string[]): readonly string[] {
  return pattern.flatMap((word) =>
    word.split(/<[a-z*]+>/).flatMap((text) => text.toLowerCase().match(/[a-z0-9_.-]{3,}/g) ?? []),
  );
}

/** A pattern as text, and back. */
export const patternText = (words: readonly string[]): string => words.join(' ');
export const patternWords = (text: string): readonly string[] => text.trim().split(/\s+/);
