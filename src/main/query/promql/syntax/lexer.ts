// Takes a query apart into tokens, on demand, one at a time. What may follow depends on where it stands: names inside
// braces are never keywords, and inside brackets only durations may stand.
import { ByteOffsets } from './positions.ts';
import { quoteGo, quoteRune } from './go-quote.ts';
import { ParseError } from './parse-error.ts';
import { acceptDuration, acceptNumber } from './scan-number.ts';
import { scanString } from './scan-string.ts';
import { type Sign, type Token, type TokenKind, wordOf } from './tokens.ts';

type State = 'statements' | 'braces' | 'durations';

const durationWords: ReadonlyMap<string, TokenKind> = new Map([
  ['step', 'step'],
  ['range', 'range'],
  ['max_of', 'max_of'],
  ['min_of', 'min_of'],
]);

/** A character that is shown in messages as Go shows it; the end of the input is Go's -1, an invalid rune. */
function shown(character: string): string {
  return character === '' ? quoteRune('\ufffd') : quoteRune(character);
}

export class Lexer {
  readonly #input: string;
  readonly #offsets: ByteOffsets;
  #at = 0;
  #start = 0;
  #state: State = 'statements';
  #parens = 0;
  #bracketOpen = false;
  #gotColon = false;
  #gotDuration = false;

  constructor(input: string, offsets: ByteOffsets) {
    this.#input = input;
    this.#offsets = offsets;
  }

  /** The next token; comments and white space are skipped. Throws ParseError. After the end: the end again. */
  next(): Token {
    for (;;) {
      this.#skipBlank();
      this.#start = this.#at;
      const token = this.#scan();
      if (token !== undefined) return token;
    }
  }

  #skipBlank(): void {
    for (;;) {
      const unit = this.#input.charCodeAt(this.#at);
      if (unit !== 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d) return;
      this.#at++;
    }
  }

  /** Goes on over letters, digits and underscores, and over colons where they belong to names. */
  #skipName(colons: boolean): void {
    for (;;) {
      const character = this.#input.charAt(this.#at);
      if (!isAlpha(character) && !isDigit(character) && !(colons && character === ':')) return;
      this.#at++;
    }
  }

  #scan(): Token | undefined {
    if (this.#state === 'durations') return this.#scanDurations();
    if (this.#peek() === '#') {
      while (this.#at < this.#input.length && !/[\r\n]/.test(this.#peek())) this.#at++;
      return undefined;
    }
    return this.#state === 'braces' ? this.#scanBraces() : this.#scanStatement();
  }

  #scanStatement(): Token | undefined {
    const character = this.#take();
    if (character === '') {
      if (this.#parens !== 0) this.#fail('unclosed left parenthesis');
      if (this.#bracketOpen) this.#fail('unclosed left bracket');
      return this.#emit('end of input');
    }
    if (',*/%+^@-'.includes(character)) return this.#emit(character as Sign);
    if ('=!<>'.includes(character)) return this.#scanComparison(character);
    if (isDigit(character) || (character === '.' && isDigit(this.#peek()))) return this.#scanNumber();
    if (`"'\``.includes(character)) return this.#scanString();
    if (isAlpha(character) || character === ':') {
      return this.#bracketOpen ? this.#scanBracketWord(character) : this.#scanWord();
    }
    if (character === '(' || character === ')') return this.#scanParen(character);
    if (character === '{') {
      this.#state = 'braces';
      return this.#emit('{');
    }
    if (character === '[') {
      if (this.#bracketOpen) this.#fail(`unexpected left bracket ${shown(character)}`);
      this.#gotColon = false;
      this.#bracketOpen = true;
      this.#state = 'durations';
      return this.#emit('[');
    }
    if (character === ']') {
      if (!this.#bracketOpen) this.#fail(`unexpected right bracket ${shown(character)}`);
      this.#bracketOpen = false;
      return this.#emit(']');
    }
    return this.#fail(`unexpected character: ${shown(character)}`);
  }

  #scanComparison(first: string): Token {
    const next = this.#peek();
    if (first === '=') {
      if (next === '~') this.#fail(`unexpected character after '=': ${shown(next)}`);
      if (next !== '=') return this.#emit('=');
    }
    if (first === '!' && next !== '=') {
      this.#take();
      this.#fail(`unexpected character after '!': ${shown(next)}`);
    }
    if (next === '=' || (next === '/' && (first === '<' || first === '>'))) {
      this.#at++;
      return this.#emit(`${first}${next}` as Sign);
    }
    return this.#emit(first as Sign);
  }

  #scanParen(character: '(' | ')'): Token {
    const token = this.#emit(character);
    this.#parens += character === '(' ? 1 : -1;
    if (this.#parens < 0) {
      this.#start = this.#at;
      this.#fail(`unexpected right parenthesis ${shown(character)}`);
    }
    return token;
  }

  #scanNumber(): Token {
    const number = acceptNumber(this.#input, this.#start);
    this.#at = number.end;
    if (number.valid) return this.#emit('number');
    const duration = acceptDuration(this.#input, number.end);
    this.#at = duration.end;
    if (duration.valid) return this.#emit('duration');
    return this.#fail(`bad number or duration syntax: ${quoteGo(this.#input.slice(this.#start, this.#at))}`);
  }

  #scanString(): Token {
    const scanned = scanString(this.#input, this.#start);
    if (scanned.kind === 'wrong') return this.#fail(scanned.message);
    this.#at = scanned.end;
    return this.#emit('string');
  }

  /** Words behind the first range of a bracket: durations' own ones and the colon. */
  #scanBracketWord(character: string): Token {
    if (character === ':') {
      if (this.#gotColon) this.#fail(`unexpected colon ${shown(character)}`);
      this.#gotColon = true;
      return this.#emit(':');
    }
    const word = this.#durationWord(character);
    if (word !== undefined) return this.#emit(word);
    return this.#fail(`unexpected character: ${shown(character)}, expected ':'`);
  }

  #durationWord(first: string): TokenKind | undefined {
    if (!/^[srmSRM]$/.test(first)) return undefined;
    while (isAlpha(this.#peek())) this.#at++;
    return durationWords.get(this.#input.slice(this.#start, this.#at).toLowerCase());
  }

  #scanWord(): Token {
    this.#skipName(true);
    const text = this.#input.slice(this.#start, this.#at);
    const word = wordOf(text);
    // fill is only a keyword in front of its parenthesis, so that older queries with such a metric keep working.
    if (word?.startsWith('fill') === true && !/^[ \t\n\r]*\(/.test(this.#input.slice(this.#at))) {
      return this.#emit('identifier');
    }
    return this.#emit(word ?? (text.includes(':') ? 'metric identifier' : 'identifier'));
  }

  #scanBraces(): Token {
    const character = this.#take();
    if (character === '') return this.#fail('unexpected end of input inside braces');
    if (isAlpha(character)) {
      this.#skipName(false);
      return this.#emit('identifier');
    }
    if (character === ',') return this.#emit(',');
    if (`"'\``.includes(character)) return this.#scanString();
    if (character === '=') {
      if (this.#peek() !== '~') return this.#emit('=');
      this.#at++;
      return this.#emit('=~');
    }
    if (character === '!') {
      const next = this.#take();
      if (next === '~') return this.#emit('!~');
      if (next === '=') return this.#emit('!=');
      return this.#fail(`unexpected character after '!' inside braces: ${shown(next)}`);
    }
    if (character === '{') return this.#fail(`unexpected left brace ${shown(character)}`);
    if (character === '}') {
      this.#state = 'statements';
      return this.#emit('}');
    }
    return this.#fail(`unexpected character inside braces: ${shown(character)}`);
  }

  /** Inside brackets, up to the first number. */
  #scanDurations(): Token {
    const character = this.#take();
    if (character === '') return this.#fail('unexpected end of input in duration expression');
    if (character === ']') {
      this.#bracketOpen = false;
      this.#gotColon = false;
      this.#state = 'statements';
      return this.#emit(']');
    }
    if (character === ':') {
      const token = this.#emit(':');
      this.#start = this.#at;
      if (!this.#gotDuration) this.#fail('unexpected colon before duration in duration expression');
      if (this.#gotColon) this.#fail('unexpected repeated colon in duration expression');
      this.#gotColon = true;
      return token;
    }
    if (character === '(' || character === ')') return this.#scanParen(character);
    if (/^[+*/%^,-]$/.test(character)) return this.#emit(character as Sign);
    const word = this.#durationWord(character);
    if (word !== undefined) return this.#emit(word);
    if (isDigit(character) || (character === '.' && isDigit(this.#peek()))) {
      this.#gotDuration = true;
      this.#state = 'statements';
      return this.#scanNumber();
    }
    return this.#fail(`unexpected character in duration expression: ${shown(character)}`);
  }

  /** The character here, '' at the end. */
  #peek(): string {
    const point = this.#input.codePointAt(this.#at);
    return point === undefined ? '' : String.fromCodePoint(point);
  }

  #take(): string {
    const character = this.#peek();
    this.#at += character.length;
    return character;
  }

  #emit(kind: TokenKind): Token {
    return { kind, start: this.#start, end: this.#at, text: this.#input.slice(this.#start, this.#at) };
  }

  #fail(reason: string): never {
    const end = this.#offsets.at(this.#input.length);
    throw new ParseError(this.#input, this.#offsets.at(this.#start), end, reason);
  }
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9' && character.length === 1;
}

function isAlpha(character: string): boolean {
  if (character.length !== 1) return false;
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character === '_';
}
