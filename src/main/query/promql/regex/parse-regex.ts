// Reads a regular expression in RE2's dialect: no references to groups and no looking around, so that matching takes time
// in proportion to the text. Messages are those of Go's regexp package, with the flags that Prometheus sets:
// Perl's syntax, and `.` matches every character.
import { ClassBuilder, hasOtherCase } from './character-class.ts';
import { parseBrackets } from './parse-brackets.ts';
import { parseClassEscape, parseEscape } from './parse-escape.ts';
import { anyButNewline, anyCharacter, type Assertion, RegexError, type RegexNode } from './regex-tree.ts';

interface Flags {
  /** i */
  readonly fold: boolean;
  /** m: `^` and `$` also stand at lines. */
  readonly lines: boolean;
  /** s: `.` also matches a newline. */
  readonly dotAll: boolean;
  /** U: repetitions take as little as they can, unless marked with `?`. */
  readonly ungreedy: boolean;
}

/** An open group, or the whole. */
interface Frame {
  readonly flagsBefore: Flags;
  readonly capture?: { readonly index: number; readonly name: string };
  readonly options: RegexNode[];
  parts: RegexNode[];
}

export interface ParsedRegex {
  readonly root: RegexNode;
  /** Names of the groups from 1; '' for groups without one. */
  readonly groupNames: readonly string[];
}

/** The largest count of a repetition, also of repetitions inside each other. */
const most = 1000;
const deepest = 1000;

/** Throws RegexError. */
export function parseRegex(pattern: string): ParsedRegex {
  return new RegexParser(pattern).parse();
}

class RegexParser {
  readonly #pattern: string;
  #at = 0;
  #flags: Flags = { fold: false, lines: false, dotAll: true, ungreedy: false };
  readonly #names: string[] = [];
  readonly #frames: Frame[] = [];
  #frame: Frame;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#frame = { flagsBefore: this.#flags, options: [], parts: [] };
  }

  parse(): ParsedRegex {
    if (!this.#pattern.isWellFormed()) throw new RegexError('invalid UTF-8', this.#pattern);
    /** Where the repetition that ended just here began; two in a row are refused. */
    let repeatedFrom: number | undefined;
    while (this.#at < this.#pattern.length) {
      const start = this.#at;
      const bounds = this.#repetition();
      if (bounds === undefined) {
        repeatedFrom = undefined;
        this.#parseOne();
        continue;
      }
      this.#repeat(bounds, start, repeatedFrom);
      repeatedFrom = start;
    }
    if (this.#frames.length > 0) throw new RegexError('missing closing )', this.#pattern);
    return { root: closed(this.#frame), groupNames: this.#names };
  }

  #push(node: RegexNode): void {
    this.#frame.parts.push(node);
  }

  #parseOne(): void {
    const character = this.#pattern.charAt(this.#at);
    switch (character) {
      case '(':
        this.#parseOpen();
        break;
      case ')':
        this.#parseClose();
        break;
      case '|':
        this.#frame.options.push(sequence(this.#frame.parts));
        this.#frame.parts = [];
        this.#at++;
        break;
      case '^':
        this.#assert(this.#flags.lines ? 'line start' : 'text start', 1);
        break;
      case '$':
        this.#assert(this.#flags.lines ? 'line end' : 'text end', 1);
        break;
      case '.':
        this.#push({ kind: 'character', test: this.#flags.dotAll ? anyCharacter : anyButNewline });
        this.#at++;
        break;
      case '[': {
        const { test, end } = parseBrackets(this.#pattern, this.#at, this.#flags.fold);
        this.#push({ kind: 'character', test });
        this.#at = end;
        break;
      }
      case '\\':
        this.#parseBackslash();
        break;
      default: {
        const point = this.#pattern.codePointAt(this.#at) as number;
        this.#pushLiteral(point);
        this.#at += String.fromCodePoint(point).length;
      }
    }
  }

  #assert(assertion: Assertion, length: number): void {
    this.#push({ kind: 'assertion', assertion });
    this.#at += length;
  }

  #pushLiteral(point: number): void {
    if (!this.#flags.fold || !hasOtherCase(point)) {
      this.#push({ kind: 'character', test: (other) => other === point, literal: point });
      return;
    }
    const builder = new ClassBuilder(true);
    builder.addRange(point, point);
    this.#push({ kind: 'character', test: builder.build(false) });
  }

  #parseBackslash(): void {
    const letter = this.#pattern.charAt(this.#at + 1);
    if (letter === 'A') return this.#assert('text start', 2);
    if (letter === 'z') return this.#assert('text end', 2);
    if (letter === 'b') return this.#assert('word boundary', 2);
    if (letter === 'B') return this.#assert('no word boundary', 2);
    if (letter === 'Q') {
      const end = this.#pattern.indexOf('\\E', this.#at);
      const quoted = this.#pattern.slice(this.#at + 2, end === -1 ? undefined : end);
      for (const character of quoted) this.#pushLiteral(character.codePointAt(0) as number);
      this.#at = end === -1 ? this.#pattern.length : end + 2;
      return undefined;
    }
    const escapedClass = parseClassEscape(this.#pattern, this.#at);
    if (escapedClass !== undefined) {
      const builder = new ClassBuilder(this.#flags.fold);
      builder.addSource(escapedClass.source, escapedClass.negated);
      this.#push({ kind: 'character', test: builder.build(false) });
      this.#at = escapedClass.end;
      return undefined;
    }
    const { point, end } = parseEscape(this.#pattern, this.#at);
    this.#pushLiteral(point);
    this.#at = end;
    return undefined;
  }

  #open(length: number, flags: Flags, capture?: Frame['capture']): void {
    if (this.#frames.length >= deepest) throw new RegexError('expression nests too deeply', this.#pattern);
    this.#frames.push(this.#frame);
    this.#frame = {
      flagsBefore: this.#flags,
      ...(capture === undefined ? {} : { capture }),
      options: [],
      parts: [],
    };
    this.#flags = flags;
    this.#at += length;
  }

  #openCapture(length: number, name: string): void {
    this.#names.push(name);
    this.#open(length, this.#flags, { index: this.#names.length, name });
  }

  #parseOpen(): void {
    const rest = this.#pattern.slice(this.#at);
    if (!rest.startsWith('(?')) return this.#openCapture(1, '');
    const [named] = /^\(\?P?<(?=.)/s.exec(rest) ?? [];
    if (named !== undefined && rest.length > named.length) {
      const end = rest.indexOf('>');
      if (end === -1) throw new RegexError('invalid named capture', rest);
      const name = rest.slice(named.length, end);
      if (!/^\w+$/.test(name)) throw new RegexError('invalid named capture', rest.slice(0, end + 1));
      return this.#openCapture(end + 1, name);
    }
    const [all, on = '', minus, off = '', end] = /^\(\?([imsU]*)(-?)([imsU]*)([:)]?)/.exec(rest) ?? [];
    if (all === undefined || end === '' || (minus === '-' && off === '')) {
      const shown = (all ?? '(?').length + (end === '' ? nextLength(rest, (all ?? '').length) : 0);
      throw new RegexError('invalid or unsupported Perl syntax', rest.slice(0, shown));
    }
    const flags = withFlags(withFlags(this.#flags, on, true), off, false);
    if (end === ':') return this.#open(all.length, flags);
    this.#flags = flags;
    this.#at += all.length;
    return undefined;
  }

  #parseClose(): void {
    const outer = this.#frames.pop();
    if (outer === undefined) throw new RegexError('unexpected )', this.#pattern);
    const { capture, flagsBefore } = this.#frame;
    const inner = closed(this.#frame);
    this.#frame = outer;
    this.#flags = flagsBefore;
    this.#push(capture === undefined ? inner : { kind: 'capture', ...capture, inner });
    this.#at++;
  }

  /** Bounds of the repetition that begins here, with the index behind it; undefined when none does. */
  #repetition(): Bounds | undefined {
    const rest = this.#pattern.slice(this.#at, this.#at + 40);
    if (rest.startsWith('*')) return { least: 0, most: Infinity, end: this.#at + 1 };
    if (rest.startsWith('+')) return { least: 1, most: Infinity, end: this.#at + 1 };
    if (rest.startsWith('?')) return { least: 0, most: 1, end: this.#at + 1 };
    const [all, least, comma, upper] = /^\{(0|[1-9]\d*)(,?)(0|[1-9]\d*)?\}/.exec(rest) ?? [];
    if (all === undefined || (comma === '' && upper !== undefined)) return undefined;
    const end = this.#at + all.length;
    const low = Number(least);
    const high = comma === '' ? low : Number(upper ?? Infinity);
    if (low > most || (high > most && high !== Infinity) || low > high) {
      throw new RegexError('invalid repeat count', all);
    }
    return { least: low, most: high, end };
  }

  #repeat(bounds: Bounds, start: number, repeatedFrom: number | undefined): void {
    const lazy = this.#pattern.charAt(bounds.end) === '?';
    this.#at = bounds.end + (lazy ? 1 : 0);
    if (repeatedFrom !== undefined) {
      throw new RegexError('invalid nested repetition operator', this.#pattern.slice(repeatedFrom, this.#at));
    }
    const text = this.#pattern.slice(start, this.#at);
    const inner = this.#frame.parts.pop();
    if (inner === undefined) throw new RegexError('missing argument to repetition operator', text);
    const node: RegexNode = {
      kind: 'repeat',
      least: bounds.least,
      most: bounds.most,
      greedy: lazy === this.#flags.ungreedy,
      inner,
    };
    if (text.startsWith('{') && copies(node, most) > most) throw new RegexError('invalid repeat count', text);
    this.#push(node);
  }
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly end: number;
}

function nextLength(text: string, at: number): number {
  const point = text.codePointAt(at);
  return point === undefined ? 0 : String.fromCodePoint(point).length;
}

function withFlags(flags: Flags, letters: string, on: boolean): Flags {
  return {
    fold: letters.includes('i') ? on : flags.fold,
    lines: letters.includes('m') ? on : flags.lines,
    dotAll: letters.includes('s') ? on : flags.dotAll,
    ungreedy: letters.includes('U') ? on : flags.ungreedy,
  };
}

/** How often counted repetitions inside each other copy their innermost part; counting ends above `limit`. */
function copies(node: RegexNode, limit: number): number {
  if (node.kind === 'repeat') {
    const counted = node.most === Infinity ? node.least : node.most;
    const own = (node.most === Infinity && node.least < 2) || counted === 0 ? 1 : counted;
    return own > limit ? own : own * copies(node.inner, Math.floor(limit / own));
  }
  if (node.kind === 'capture') return copies(node.inner, limit);
  const inner = node.kind === 'sequence' ? node.parts : node.kind === 'choice' ? node.options : [];
  return inner.reduce((largest, one) => Math.max(largest, copies(one, limit)), 1);
}

function sequence(parts: readonly RegexNode[]): RegexNode {
  const [only] = parts;
  if (only === undefined) return { kind: 'empty' };
  return parts.length === 1 ? only : { kind: 'sequence', parts };
}

function closed({ options, parts }: Frame): RegexNode {
  const last = sequence(parts);
  return options.length === 0 ? last : { kind: 'choice', options: [...options, last] };
}
