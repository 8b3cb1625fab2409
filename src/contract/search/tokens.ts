// Search text to tokens; every text has some, and whether they make sense is for parse.ts to say.
// A word runs to the next blank, parenthesis, comma or operator, so that names like http.route, /v1/{id} and
// 2026-01-01T10:00:00Z need no quotes. Quoted texts know \" \' \\ \n \t \r and \u{...}; other backslashes stay.
import type { At } from './search.ts';

export type TokenKind = 'word' | 'quoted' | 'operator' | 'open' | 'close' | 'comma';

export interface Token extends At {
  readonly kind: TokenKind;
  /** Word or operator as written; the content of a quoted text. */
  readonly text: string;
  /** Of a quoted text that follows a prefix directly, as in resource."a b": the prefix without its dot. */
  readonly prefix?: string;
  /** A quoted text that was never closed. */
  readonly open?: boolean;
}

const operators = ['=~', '!~', '!=', '==', '>=', '<=', '&&', '||', '=', '<', '>', '!'];
const blank = /\s/;
const wordEnd = /[\s(),=<>]/;
const prefixes: ReadonlySet<string> = new Set(['resource.', 'scope.', 'event.', 'link.', 'span.', 'log.']);
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', "'": "'", '\\': '\\' };

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] as string;
    if (blank.test(char)) at += 1;
    else {
      const token = tokenAt(text, at, char);
      tokens.push(token);
      at = token.to;
    }
  }
  return tokens;
}

function tokenAt(text: string, from: number, char: string): Token {
  if (char === '(' || char === ')' || char === ',') {
    const kind = char === '(' ? 'open' : char === ')' ? 'close' : 'comma';
    return { kind, text: char, from, to: from + 1 };
  }
  if (char === '"' || char === "'") return quotedAt(text, from, from, undefined);
  const operator = operators.find((one) => text.startsWith(one, from));
  if (operator !== undefined)
    return { kind: 'operator', text: operator === '==' ? '=' : operator, from, to: from + operator.length };
  let to = from + 1;
  for (; to < text.length && !endsWord(text, to); to += 1) {
    const quote = text[to];
    if ((quote === '"' || quote === "'") && prefixes.has(text.slice(from, to)))
      return quotedAt(text, from, to, text.slice(from, to - 1));
  }
  return { kind: 'word', text: text.slice(from, to), from, to };
}

/** Quotes inside a word belong to it (`it's`), and so do `!`, `&` and `|` that are no operators (`Hi!`, `?a=1&b=2`). */
function endsWord(text: string, at: number): boolean {
  return wordEnd.test(text[at] as string) || ['&&', '||', '!=', '!~'].some((one) => text.startsWith(one, at));
}

function quotedAt(text: string, from: number, quoteAt: number, prefix: string | undefined): Token {
  const quote = text[quoteAt];
  const begin = { kind: 'quoted', from, ...(prefix === undefined ? {} : { prefix }) } as const;
  let content = '';
  let at = quoteAt + 1;
  while (at < text.length) {
    const char = text[at] as string;
    if (char === quote) return { ...begin, text: content, to: at + 1 };
    if (char === '\\') {
      const [meant, length] = escapeAt(text, at);
      content += meant;
      at += length;
    } else {
      content += char;
      at += 1;
    }
  }
  return { ...begin, text: content, to: text.length, open: true };
}

function escapeAt(text: string, at: number): readonly [string, number] {
  const next = text[at + 1];
  const simple = next === undefined ? undefined : escapes[next];
  if (simple !== undefined) return [simple, 2];
  const code = /^\\u\{([0-9a-fA-F]{1,6})\}/.exec(text.slice(at, at + 10));
  const point = Number.parseInt(code?.[1] ?? '', 16);
  if (code !== null && point <= 0x10ffff) return [String.fromCodePoint(point), code[0].length];
  return ['\\', 1];
}

/** The shortest way to write a text so that it is read as that text and not as an operator word or a number. */
export function quoted(text: string): string {
  const escaped = text.replaceAll(/["\\\n\t\r]/g, (char) => {
    const letter = { '"': '"', '\\': '\\', '\n': 'n', '\t': 't', '\r': 'r' }[char];
    return `\\${letter ?? char}`;
  });
  return `"${escaped}"`;
}
