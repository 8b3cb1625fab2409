// A regular expression as instructions for a machine that is in several places at once, after Thompson: time grows with the
// text, never with what the expression could have tried.
import { type Assertion, type CharacterTest, RegexError, type RegexNode } from './regex-tree.ts';

/** Copies made by counted repetitions included. */
const mostInstructions = 500_000;

export type Instruction =
  | { readonly kind: 'character'; readonly test: CharacterTest; readonly literal: number | undefined; next: number }
  | { readonly kind: 'assertion'; readonly assertion: Assertion; next: number }
  /** `first` is preferred. */
  | { readonly kind: 'split'; first: number; second: number }
  /** Remembers the position: slot 2n is the start of group n, 2n + 1 its end. */
  | { readonly kind: 'save'; readonly slot: number; next: number }
  | { readonly kind: 'match' };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
  readonly hasAssertions: boolean;
}

/** Throws RegexError when the expression is too large. Built from the end: every part is told where to go on. `captures`: with instructions that remember groups. */
export function compileProgram(root: RegexNode, captures: boolean): Program {
  const instructions: Instruction[] = [{ kind: 'match' }];
  let hasAssertions = false;
  const add = (instruction: Instruction): number => {
    if (instructions.length >= mostInstructions) throw new RegexError('expression too large', '');
    return instructions.push(instruction) - 1;
  };

  const compile = (node: RegexNode, next: number): number => {
    switch (node.kind) {
      case 'empty':
        return next;
      case 'character':
        return add({ kind: 'character', test: node.test, literal: node.literal, next });
      case 'assertion':
        hasAssertions = true;
        return add({ kind: 'assertion', assertion: node.assertion, next });
      case 'capture': {
        if (!captures) return compile(node.inner, next);
        const end = add({ kind: 'save', slot: node.index * 2 + 1, next });
        return add({ kind: 'save', slot: node.index * 2, next: compile(node.inner, end) });
      }
      case 'sequence':
        return node.parts.reduceRight((after, part) => compile(part, after), next);
      case 'choice':
        return node.options
          .map((option) => compile(option, next))
          .reduceRight((second, first) => add({ kind: 'split', first, second }));
      case 'repeat':
        return compileRepeat(node, next);
    }
  };

  const compileRepeat = (
    { least, most, greedy, inner }: Extract<RegexNode, { kind: 'repeat' }>,
    next: number,
  ): number => {
    const split = (inside: number, outside: number): number =>
      add({ kind: 'split', first: greedy ? inside : outside, second: greedy ? outside : inside });
    let entry = next;
    if (most === Infinity) {
      const loop = add({ kind: 'split', first: next, second: next });
      const body = compile(inner, loop);
      instructions[loop] = { kind: 'split', first: greedy ? body : next, second: greedy ? next : body };
      entry = loop;
    } else {
      for (let count = least; count < most; count++) entry = split(compile(inner, entry), next);
    }
    for (let count = 0; count < least; count++) entry = compile(inner, entry);
    return entry;
  };

  const start = compile(root, 0);
  return { instructions, start, hasAssertions };
}

/** Whether an assertion holds between two characters; -1 stands for no character. */
export function holds(assertion: Assertion, before: number, after: number): boolean {
  switch (assertion) {
    case 'text start':
      return before === -1;
    case 'text end':
      return after === -1;
    case 'line start':
      return before === -1 || before === 0x0a;
    case 'line end':
      return after === -1 || after === 0x0a;
    case 'word boundary':
      return isWord(before) !== isWord(after);
    case 'no word boundary':
      return isWord(before) === isWord(after);
  }
}

function isWord(point: number): boolean {
  return point !== -1 && /^\w$/.test(String.fromCodePoint(point));
}
