// An expression of a filter, in RE2's dialect as pprof's options have it, found anywhere in a text. Time grows with the text
// only, whatever the expression is.
import { exactTexts } from '../../promql/regex/exact-texts.ts';
import { parseRegex } from '../../promql/regex/parse-regex.ts';
import { compileProgram } from '../../promql/regex/program.ts';
import { anyCharacter, type RegexNode } from '../../promql/regex/regex-tree.ts';
import { WholeMatch } from '../../promql/regex/whole-match.ts';

export type NamePattern = (text: string) => boolean;

const anything: RegexNode = {
  kind: 'repeat',
  least: 0,
  most: Infinity,
  greedy: true,
  inner: { kind: 'character', test: anyCharacter },
};

/**
 * @param part where in a text it must match
 * @throws RegexError in the words of Go's regexp package
 */
export function namePattern(expression: string, part: 'anywhere' | 'whole' = 'anywhere'): NamePattern {
  const { root } = parseRegex(expression);
  const texts = exactTexts(root);
  if (texts !== undefined) {
    return part === 'whole' ? (text) => texts.includes(text) : (text) => texts.some((one) => text.includes(one));
  }
  const tree: RegexNode = part === 'whole' ? root : { kind: 'sequence', parts: [anything, root, anything] };
  const machine = new WholeMatch(compileProgram(tree, false));
  return (text) => machine.test(text);
}

/** The pattern of an expression that may be empty: then there is none. */
export function optionalPattern(expression: string): NamePattern | undefined {
  return expression === '' ? undefined : namePattern(expression);
}
