// Classes in brackets: `[a-z\d[:alpha:]]`.
import { ClassBuilder, posixClasses } from './character-class.ts';
import { type Escaped, parseClassEscape, parseEscape } from './parse-escape.ts';
import { type CharacterTest, RegexError } from './regex-tree.ts';

export interface Brackets {
  readonly test: CharacterTest;
  /** Index behind the closing bracket. */
  readonly end: number;
}

/** `start` is at the opening bracket. */
export function parseBrackets(pattern: string, start: number, fold: boolean): Brackets {
  const builder = new ClassBuilder(fold);
  const negated = pattern.charAt(start + 1) === '^';
  let at = start + (negated ? 2 : 1);
  // A bracket that comes first stands for itself.
  for (let first = true; first || pattern.charAt(at) !== ']'; first = false) {
    const posix = parsePosix(pattern, at, builder);
    if (posix !== undefined) {
      at = posix;
      continue;
    }
    const escaped = pattern.charAt(at) === '\\' ? parseClassEscape(pattern, at) : undefined;
    if (escaped !== undefined) {
      builder.addSource(escaped.source, escaped.negated);
      at = escaped.end;
      continue;
    }
    const low = parseMember(pattern, at, start);
    let high = low;
    if (pattern.charAt(low.end) === '-' && low.end + 1 < pattern.length && pattern.charAt(low.end + 1) !== ']') {
      high = parseMember(pattern, low.end + 1, start);
      if (high.point < low.point) throw new RegexError('invalid character class range', pattern.slice(at, high.end));
    }
    builder.addRange(low.point, high.point);
    at = high.end;
  }
  return { test: builder.build(negated), end: at + 1 };
}

/** The index behind `[:name:]`, or undefined when none is here. */
function parsePosix(pattern: string, at: number, builder: ClassBuilder): number | undefined {
  if (!pattern.startsWith('[:', at)) return undefined;
  const close = pattern.indexOf(':]', at + 2);
  if (close === -1) return undefined;
  const [, not, name = ''] = /^(\^?)(.*)$/s.exec(pattern.slice(at + 2, close)) ?? [];
  const source = posixClasses.get(name);
  if (source === undefined) throw new RegexError('invalid character class range', pattern.slice(at, close + 2));
  builder.addSource(source, not === '^');
  return close + 2;
}

function parseMember(pattern: string, at: number, start: number): Escaped {
  const point = pattern.codePointAt(at);
  if (point === undefined) throw new RegexError('missing closing ]', pattern.slice(start));
  if (point === 0x5c) return parseEscape(pattern, at);
  return { point, end: at + String.fromCodePoint(point).length };
}
