// Regular expressions of label matchers: anchored on both sides, in RE2's dialect, `.` matches every character.
// Simple forms are compared as texts; everything else runs in time in proportion to the text.
import { affixes, exactTexts, literalPrefix } from '../regex/exact-texts.ts';
import { parseRegex } from '../regex/parse-regex.ts';
import { compileProgram } from '../regex/program.ts';
import { RegexError, type RegexNode } from '../regex/regex-tree.ts';
import { WholeMatch } from '../regex/whole-match.ts';

export type MatcherRegex =
  | {
      readonly kind: 'ok';
      readonly matches: (text: string) => boolean;
      /** The texts it stands for, when these are all and few. */
      readonly exactly?: readonly string[];
      /** What every matching text begins with, when something is known. */
      readonly prefix?: string;
    }
  | { readonly kind: 'wrong'; readonly message: string };

/** Compiles an expression; a refusal has the words of Go's regexp package. */
export function compileMatcherRegex(pattern: string): MatcherRegex {
  try {
    return compile(parseRegex(pattern).root);
  } catch (error) {
    if (error instanceof RegexError) return { kind: 'wrong', message: error.message };
    throw error;
  }
}

function compile(root: RegexNode): MatcherRegex {
  const exactly = exactTexts(root);
  if (exactly !== undefined) {
    const set = new Set(exactly);
    return { kind: 'ok', matches: (text) => set.has(text), exactly };
  }
  const prefix = literalPrefix(root);
  const known = prefix === '' ? {} : { prefix };
  const simple = affixes(root);
  if (simple !== undefined) {
    const { suffix } = simple;
    const least = prefix.length + suffix.length + simple.least;
    const matches = (text: string): boolean => text.length >= least && text.startsWith(prefix) && text.endsWith(suffix);
    return { kind: 'ok', matches, ...known };
  }
  const machine = new WholeMatch(compileProgram(root, false));
  return { kind: 'ok', matches: (text) => text.startsWith(prefix) && machine.test(text), ...known };
}
