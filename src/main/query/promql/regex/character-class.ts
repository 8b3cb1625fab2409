// Classes of characters: ranges, named classes and Unicode properties, negated or not, in any case or not.
// A class becomes JavaScript classes that are asked about single characters only, so that nothing can backtrack.
import type { CharacterTest } from './regex-tree.ts';

/** Parts of a class; a character belongs to it when it belongs to one of them. */
export class ClassBuilder {
  readonly #fold: boolean;
  /** Source of one JavaScript class. */
  #ranges = '';
  readonly #others: CharacterTest[] = [];

  /** `fold`: upper and lower case are the same. */
  constructor(fold: boolean) {
    this.#fold = fold;
  }

  addRange(low: number, high: number): void {
    this.#ranges += `${escaped(low)}-${escaped(high)}`;
  }

  /** Adds what a JavaScript class source matches, or everything else. */
  addSource(source: string, negated: boolean): void {
    if (negated) this.#others.push(not(this.#testOf(source)));
    else this.#ranges += source;
  }

  build(negated: boolean): CharacterTest {
    const tests = this.#ranges === '' ? this.#others : [this.#testOf(this.#ranges), ...this.#others];
    const [only] = tests;
    const any: CharacterTest =
      tests.length === 1 && only !== undefined ? only : (point) => tests.some((test) => test(point));
    return negated ? not(any) : any;
  }

  #testOf(source: string): CharacterTest {
    const regex = new RegExp(`^[${source}]$`, this.#fold ? 'iu' : 'u');
    return (point) => regex.test(String.fromCodePoint(point));
  }
}

function not(test: CharacterTest): CharacterTest {
  return (point) => !test(point);
}

function escaped(point: number): string {
  return `\\u{${point.toString(16)}}`;
}

/** Whether a character has another case, so that folding matters. */
export function hasOtherCase(point: number): boolean {
  return /^(?:\p{Changes_When_Casefolded}|\p{Changes_When_Uppercased}|\p{Changes_When_Lowercased})$/u.test(
    String.fromCodePoint(point),
  );
}

/** Classes of Perl, which are ASCII only in RE2. */
export const perlClasses: ReadonlyMap<string, string> = new Map([
  ['d', '0-9'],
  ['s', '\\t\\n\\f\\r '],
  ['w', '0-9A-Za-z_'],
]);

/** `[:name:]` inside brackets. */
export const posixClasses: ReadonlyMap<string, string> = new Map([
  ['alnum', '0-9A-Za-z'],
  ['alpha', 'A-Za-z'],
  ['ascii', '\\u{0}-\\u{7f}'],
  ['blank', '\\t '],
  ['cntrl', '\\u{0}-\\u{1f}\\u{7f}'],
  ['digit', '0-9'],
  ['graph', '!-~'],
  ['lower', 'a-z'],
  ['print', ' -~'],
  ['punct', '!-\\/:-@\\[-`\\{-~'],
  ['space', '\\t\\n\\v\\f\\r '],
  ['upper', 'A-Z'],
  ['word', '0-9A-Za-z_'],
  ['xdigit', '0-9A-Fa-f'],
]);

/** The JavaScript class source of a Unicode category or script by its name, or undefined when there is none. */
export function unicodeClass(name: string): string | undefined {
  const plain = name.replaceAll(/[_\- ]/g, '').toLowerCase();
  if (plain === 'any') return '\\u{0}-\\u{10ffff}';
  if (plain === 'ascii') return '\\u{0}-\\u{7f}';
  if (plain === 'assigned') return '\\p{Assigned}';
  if (!/^[A-Za-z][A-Za-z_\- ]*$/.test(name)) return undefined;
  const words = name.split(/[_\- ]+/).filter((word) => word !== '');
  const titled = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join('_');
  const candidates = [`\\p{gc=${titled}}`, `\\p{gc=${titled.toUpperCase()}}`, `\\p{sc=${titled}}`];
  return candidates.find(isClass);
}

function isClass(source: string): boolean {
  try {
    return new RegExp(source, 'u').unicode;
  } catch {
    return false;
  }
}
