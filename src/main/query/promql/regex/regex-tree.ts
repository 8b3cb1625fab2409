// The tree of a regular expression in RE2's dialect.

export type RegexNode =
  | { readonly kind: 'empty' }
  /** One character, by what it tests; `literal` when it stands for exactly one code point. */
  | { readonly kind: 'character'; readonly test: CharacterTest; readonly literal?: number }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'capture'; readonly index: number; readonly name: string; readonly inner: RegexNode }
  /** `most` is Infinity when there is no end. */
  | {
      readonly kind: 'repeat';
      readonly least: number;
      readonly most: number;
      readonly greedy: boolean;
      readonly inner: RegexNode;
    }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] };

/** Whether a code point belongs to a character or class. */
export type CharacterTest = (point: number) => boolean;

/** Places without width. Lines end before `\n` only. */
export type Assertion = 'text start' | 'text end' | 'line start' | 'line end' | 'word boundary' | 'no word boundary';

export const anyCharacter: CharacterTest = () => true;
export const anyButNewline: CharacterTest = (point) => point !== 0x0a;

/** What Go's regexp package says about an expression that it refuses. */
export class RegexError extends Error {
  constructor(code: string, part: string) {
    super(`error parsing regexp: ${code}: \`${part}\``);
    this.name = 'RegexError';
  }
}
