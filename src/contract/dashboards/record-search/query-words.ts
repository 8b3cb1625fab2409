// LogQL and TraceQL as words: texts, names, numbers with units, signs. One walker over them for both readers.
import { Unreadable } from './record-search.ts';

export interface QueryWord {
  readonly kind: 'text' | 'name' | 'number' | 'sign';
  /** Of a text: what is between its quotes, unescaped. */
  readonly text: string;
}

const pattern =
  /\s+|#[^\n]*|"((?:[^"\\]|\\[^])*)"|`([^`]*)`|(\d+(?:\.\d+)?(?:[a-zA-Zµ]+(?:\d+(?:\.\d+)?[a-zA-Zµ]+)*)?)|([a-zA-Z_][\w.:/-]*|\.[a-zA-Z_][\w.:/-]*)|(\|=|\|~|\|>|!=|!~|!>|=~|==|>=|<=|&&|\|\||>>|<<|[{}()[\],|=<>!~&+*/-])/gy;

export class QueryWords {
  readonly #words: readonly QueryWord[];
  #next = 0;

  constructor(text: string) {
    const words: QueryWord[] = [];
    pattern.lastIndex = 0;
    while (pattern.lastIndex < text.length) {
      const at = pattern.lastIndex;
      const match = pattern.exec(text);
      if (match === null) throw new Unreadable(`"${text.slice(at, at + 12)}" is not understood.`);
      const [, quoted, raw, number, name, sign] = match;
      if (quoted !== undefined) words.push({ kind: 'text', text: unescape(quoted) });
      else if (raw !== undefined) words.push({ kind: 'text', text: raw });
      else if (number !== undefined) words.push({ kind: 'number', text: number });
      else if (name !== undefined) words.push({ kind: 'name', text: name });
      else if (sign !== undefined) words.push({ kind: 'sign', text: sign });
    }
    this.#words = words;
  }

  peek(): QueryWord | undefined {
    return this.#words[this.#next];
  }

  take(): QueryWord | undefined {
    return this.#words[this.#next++];
  }

  /** Takes the next word if it is one of these signs or names. */
  takeOne(...texts: readonly string[]): string | undefined {
    const word = this.peek();
    if (word === undefined || word.kind === 'text' || !texts.includes(word.text)) return undefined;
    this.#next++;
    return word.text;
  }

  expect(kind: QueryWord['kind'], what: string): string {
    const word = this.take();
    if (word?.kind !== kind) throw new Unreadable(`${what} was expected, not "${word?.text ?? 'the end'}".`);
    return word.text;
  }

  expectSign(text: string): void {
    if (this.takeOne(text) === undefined)
      throw new Unreadable(`"${text}" was expected, not "${this.peek()?.text ?? 'the end'}".`);
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescape(text: string): string {
  return text.replace(/\\([^])/g, (_, one: string) => escapes[one] ?? one);
}
