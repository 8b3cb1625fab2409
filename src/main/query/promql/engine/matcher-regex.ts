// Regular expressions of label matchers: anchored on both sides, `.` matches every character.

export type MatcherRegex =
  | {
      readonly kind: 'ok';
      readonly matches: (text: string) => boolean;
      /** The texts it stands for, when these are all. */
      readonly exactly?: readonly string[];
      readonly prefix?: string;
    }
  | { readonly kind: 'wrong'; readonly message: string };

/** Compiles an expression; a refusal has the words of Go's regexp package. */
export function compileMatcherRegex(pattern: string): MatcherRegex {
  try {
    const regex = new RegExp(`^(?:${pattern})$`, 'su');
    return { kind: 'ok', matches: (text) => regex.test(text) };
  } catch {
    return { kind: 'wrong', message: `error parsing regexp: \`${pattern}\`` };
  }
}
