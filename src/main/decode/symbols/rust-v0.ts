// Rust's names of RFC 2603: `_R`, a path of crates, modules, impls and generic arguments, with back references into
// itself. Written while it is read: a part that is not shown (the path of an impl, the instantiating crate) is only skipped.
import { punycodeText } from './punycode.ts';
import { isLower, isUpper, SymbolCursor, SymbolFault, symbolLimits, SymbolTooLarge } from './symbol-cursor.ts';

/**
 * @param generics whether generic arguments are shown; else `<>` stands for them
 * @returns `undefined` for a name of another scheme
 */
export function rustV0Name(mangled: string, generics: boolean): string | undefined {
  if (!mangled.startsWith('_R')) return undefined;
  const dot = mangled.indexOf('.');
  try {
    return new RustName(dot < 0 ? mangled.slice(2) : mangled.slice(2, dot), generics).text();
  } catch (fault) {
    if (fault instanceof SymbolFault) return undefined;
    throw fault;
  }
}

class RustName {
  readonly #at: SymbolCursor;
  readonly #generics: boolean;
  #text = '';
  #silent = false;
  #lifetimes = 0;

  constructor(path: string, generics: boolean) {
    this.#at = new SymbolCursor(path);
    this.#generics = generics;
  }

  text(): string {
    this.#path(true);
    if (!this.#at.atEnd()) this.#silently(() => this.#path(false));
    if (!this.#at.atEnd()) throw new SymbolFault('something follows the name');
    return this.#text;
  }

  #write(text: string): void {
    if (this.#silent) return;
    this.#text += text;
    if (this.#text.length > symbolLimits.output) throw new SymbolTooLarge();
  }

  #silently(read: () => void): void {
    const before = this.#silent;
    this.#silent = true;
    read();
    this.#silent = before;
  }

  /** @param value whether generic arguments take `::`, as they do in expressions */
  #path(value: boolean): void {
    this.#at.part(() => this.#pathInside(value));
  }

  #pathInside(value: boolean): void {
    const at = this.#at;
    const kind = at.next();
    if (kind === 'C') this.#write(this.#identifier().name);
    else if (kind === 'M' || kind === 'X') {
      this.#silently(() => {
        this.#disambiguator();
        this.#path(false);
      });
      this.#impl(kind === 'X');
    } else if (kind === 'Y') this.#impl(true);
    else if (kind === 'N') this.#nested(value);
    else if (kind === 'I') {
      this.#path(value);
      this.#write(value ? '::<' : '<');
      this.#genericArgs();
      this.#write('>');
    } else if (kind === 'B') this.#backReference(() => this.#path(value));
    else throw new SymbolFault('no path');
  }

  #impl(trait: boolean): void {
    this.#write('<');
    this.#type();
    if (trait) {
      this.#write(' as ');
      this.#path(false);
    }
    this.#write('>');
  }

  #nested(value: boolean): void {
    const namespace = this.#at.next();
    if (!isLower(namespace) && !isUpper(namespace)) throw new SymbolFault('no namespace');
    this.#path(value);
    const { name, number } = this.#identifier();
    if (isLower(namespace)) this.#write(`::${name}`);
    else {
      const what = namespace === 'C' ? 'closure' : namespace === 'S' ? 'shim' : namespace;
      this.#write(`::{${what}${name === '' ? '' : `:${name}`}#${number}}`);
    }
  }

  /** With the `E` at their end. */
  #genericArgs(): void {
    const all = (): void => void this.#list(() => this.#genericArg());
    if (this.#generics) all();
    else this.#silently(all);
  }

  #genericArg(): void {
    if (this.#at.take('L')) this.#lifetime(this.#base62());
    else if (this.#at.take('K')) this.#constant();
    else this.#type();
  }

  /** Items up to `E`; how many there were. */
  #list(item: () => void, separator = ', '): number {
    let count = 0;
    for (; !this.#at.take('E'); count++) {
      if (count > 0) this.#write(separator);
      item();
    }
    return count;
  }

  #type(): void {
    this.#at.part(() => this.#typeInside());
  }

  #typeInside(): void {
    const at = this.#at;
    const kind = at.peek();
    if (isLower(kind)) return this.#write(basicType(at.next()));
    if ('CMXYNI'.includes(kind)) return this.#path(false);
    at.next();
    if (kind === 'A' || kind === 'S') {
      this.#write('[');
      this.#type();
      if (kind === 'A') {
        this.#write('; ');
        this.#constant();
      }
      this.#write(']');
    } else if (kind === 'T') {
      this.#write('(');
      this.#write(this.#list(() => this.#type()) === 1 ? ',)' : ')');
    } else if (kind === 'R' || kind === 'Q') {
      this.#write('&');
      const lifetime = at.take('L') ? this.#base62() : 0;
      if (lifetime > 0) {
        this.#lifetime(lifetime);
        this.#write(' ');
      }
      if (kind === 'Q') this.#write('mut ');
      this.#type();
    } else if (kind === 'P' || kind === 'O') {
      this.#write(kind === 'P' ? '*const ' : '*mut ');
      this.#type();
    } else if (kind === 'F') this.#bound(() => this.#signature());
    else if (kind === 'D') this.#dynamic();
    else if (kind === 'B') this.#backReference(() => this.#type());
    else throw new SymbolFault('no type');
  }

  /** Lifetimes that `read` binds hold inside of it. */
  #bound(read: () => void): void {
    const before = this.#lifetimes;
    read();
    this.#lifetimes = before;
  }

  #binder(): void {
    if (!this.#at.take('G')) return;
    const count = this.#base62() + 1;
    // Each is named by something that follows.
    if (count >= this.#at.text.length - this.#at.pos - this.#lifetimes) throw new SymbolFault('too many lifetimes');
    this.#write('for<');
    for (let number = 0; number < count; number++) {
      if (number > 0) this.#write(', ');
      this.#lifetimes++;
      this.#lifetime(1);
    }
    this.#write('> ');
  }

  #signature(): void {
    const at = this.#at;
    this.#binder();
    if (at.take('U')) this.#write('unsafe ');
    if (at.take('K')) {
      if (at.peek() === 'u') throw new SymbolFault('no ABI');
      this.#write(`extern "${at.take('C') ? 'C' : this.#plainIdentifier().replaceAll('_', '-')}" `);
    }
    this.#write('fn(');
    this.#list(() => this.#type());
    this.#write(')');
    if (at.take('u')) return;
    this.#write(' -> ');
    this.#type();
  }

  #dynamic(): void {
    this.#bound(() => {
      this.#write('dyn ');
      this.#binder();
      this.#list(() => this.#dynamicTrait(), ' + ');
    });
    this.#at.expect('L');
    const lifetime = this.#base62();
    if (lifetime === 0) return;
    this.#write(this.#text.endsWith(' ') ? '+ ' : ' + ');
    this.#lifetime(lifetime);
  }

  #dynamicTrait(): void {
    let open = this.#openPath();
    while (this.#at.take('p')) {
      this.#write(open ? ', ' : '<');
      open = true;
      this.#write(`${this.#plainIdentifier()} = `);
      this.#type();
    }
    if (open) this.#write('>');
  }

  /** A path whose generic arguments are left open for those that follow; whether there are any. */
  #openPath(): boolean {
    if (this.#at.take('I')) {
      this.#path(false);
      this.#write('<');
      this.#genericArgs();
      return true;
    }
    let open = false;
    if (this.#at.take('B')) this.#backReference(() => (open = this.#at.part(() => this.#openPath())));
    else this.#path(false);
    return open;
  }

  /** @param index how many binders out, from 1; 0 for one that is erased */
  #lifetime(index: number): void {
    const depth = this.#lifetimes - index;
    if (index === 0) this.#write("'_");
    else if (depth < 0) throw new SymbolFault('no such lifetime');
    else this.#write(depth < 26 ? `'${String.fromCodePoint(0x61 + depth)}` : `'z${depth - 25}`);
  }

  #constant(): void {
    const at = this.#at;
    if (at.take('B')) return this.#backReference(() => at.part(() => this.#constant()));
    if (at.take('p')) return this.#write('_');
    const type = at.next();
    if (!'aslxnihtmyojbc'.includes(type)) throw new SymbolFault('no constant');
    const sign = 'aslxni'.includes(type) && at.take('n') ? '-' : '';
    const end = at.text.indexOf('_', at.pos);
    const digits = at.slice(Math.max(0, end - at.pos));
    at.expect('_');
    if (!/^(?:0|[1-9a-f][0-9a-f]*)$/u.test(digits)) throw new SymbolFault('no constant');
    if (type === 'b') this.#write(digits === '0' ? 'false' : digits === '1' ? 'true' : none());
    else if (type === 'c') this.#write(`'${shownChar(digits)}'`);
    else this.#write(sign + (digits.length > 16 ? `0x${digits}` : String(BigInt(`0x${digits}`))));
  }

  #identifier(): { readonly name: string; readonly number: number } {
    const number = this.#disambiguator();
    return { name: this.#plainIdentifier(), number };
  }

  #disambiguator(): number {
    return this.#at.take('s') ? this.#base62() + 1 : 0;
  }

  #plainIdentifier(): string {
    const at = this.#at;
    const encoded = at.take('u');
    // A number has no leading 0: what follows `0` is another one.
    const length = at.take('0') ? 0 : at.decimal();
    at.take('_');
    const name = at.slice(length);
    if (!/^\w*$/u.test(name)) throw new SymbolFault('no identifier');
    return encoded ? punycodeText(name) : name;
  }

  /** Exact below 2^53: only hashes of crates, which are not shown, are larger. */
  #base62(): number {
    const at = this.#at;
    if (at.take('_')) return 0;
    let value = 0;
    while (!at.take('_')) {
      const digit = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(at.next());
      if (digit < 0 || value > 2 ** 64) throw new SymbolFault('no number');
      value = value * 62 + digit;
    }
    return value + 1;
  }

  /** Reads what stands at an earlier place again; its letter has been read. */
  #backReference(read: () => void): void {
    const at = this.#at;
    const from = at.pos - 1;
    const target = this.#base62();
    if (this.#silent) return;
    if (target >= from) throw new SymbolFault('a reference forwards');
    const after = at.pos;
    at.pos = target;
    read();
    at.pos = after;
  }
}

const basicTypes: Readonly<Record<string, string>> = {
  a: 'i8',
  b: 'bool',
  c: 'char',
  d: 'f64',
  e: 'str',
  f: 'f32',
  h: 'u8',
  i: 'isize',
  j: 'usize',
  l: 'i32',
  m: 'u32',
  n: 'i128',
  o: 'u128',
  p: '_',
  s: 'i16',
  t: 'u16',
  u: '()',
  v: '...',
  x: 'i64',
  y: 'u64',
  z: '!',
};

function basicType(letter: string): string {
  return basicTypes[letter] ?? none();
}

function none(): never {
  throw new SymbolFault('no such type or value');
}

const charEscapes: Readonly<Record<number, string>> = { 9: '\\t', 13: '\\r', 10: '\\n', 92: '\\\\', 39: "\\'" };

function shownChar(digits: string): string {
  if (digits.length > 6) none();
  const code = Number.parseInt(digits, 16);
  return charEscapes[code] ?? (code >= 0x20 && code < 0x7f ? String.fromCodePoint(code) : `\\u{${digits}}`);
}
