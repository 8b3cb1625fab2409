// Itanium C++ ABI, 5.1.4.1: names that no source has (tables, guards, thunks), and the whole grammar put together.
import { ExpressionReader } from './expression-reader.ts';
import { textNode, type SymbolNode } from './symbol-node.ts';

const ofTypes: Readonly<Record<string, string>> = {
  V: 'vtable for ',
  T: 'VTT for ',
  I: 'typeinfo for ',
  S: 'typeinfo name for ',
  F: 'typeinfo fn for ',
  J: 'java Class for ',
};

const ofNames: Readonly<Record<string, string>> = {
  TH: 'TLS init function for ',
  TW: 'TLS wrapper function for ',
  GV: 'guard variable for ',
};

const thunks: Readonly<Record<string, string>> = { h: 'non-virtual thunk to ', v: 'virtual thunk to ' };

export class CppReader extends ExpressionReader {
  /** Whether everything was read. */
  atEnd(): boolean {
    return this.at.atEnd();
  }

  /** `.constprop.0` and the like, which GCC gives to copies of a function; empty for none. */
  cloneSuffix(): string {
    const found = /^\.[a-z\d_]+(?:\.\d+)*/u.exec(this.at.text.slice(this.at.pos))?.[0] ?? '';
    this.at.pos += found.length;
    return found;
  }

  protected special(): SymbolNode {
    const { at } = this;
    const family = at.next();
    const code = at.next();
    const named = ofNames[family + code];
    if (named !== undefined) return prefixed(named, this.name());
    return family === 'T' ? this.#table(code) : this.#generated(code);
  }

  #table(code: string): SymbolNode {
    const { at } = this;
    const ofType = ofTypes[code];
    if (ofType !== undefined) return prefixed(ofType, this.type());
    if (code === 'A') return prefixed('template parameter object for ', this.templateArg());
    const thunk = thunks[code];
    if (thunk !== undefined) {
      this.#offset(code);
      return prefixed(thunk, this.encoding(true));
    }
    if (code === 'c') {
      this.#offset(at.next());
      this.#offset(at.next());
      return prefixed('covariant return thunk to ', this.encoding(true));
    }
    if (code !== 'C') this.fail('no special name');
    const derived = this.type();
    at.decimal();
    at.expect('_');
    return { kind: 'joined', parts: ['construction vtable for ', this.type(), '-in-', derived] };
  }

  #generated(code: string): SymbolNode {
    const { at } = this;
    if (code === 'R') {
      const name = this.name();
      if (!at.atEnd()) this.sequence();
      return prefixed('reference temporary for ', name);
    }
    if (code === 'A') return prefixed('hidden alias for ', this.encoding(true));
    if (code === 'T') {
      const what = at.next() === 'n' ? 'non-transaction clone for ' : 'transaction clone for ';
      return prefixed(what, this.encoding(true));
    }
    if (code === 'r') return prefixed('java resource ', textNode(this.#resource()));
    if (code !== 'I') this.fail('no special name');
    return prefixed('initializer for module ', this.module(undefined) ?? this.fail('no module'));
  }

  /** How far a thunk moves `this`; not shown. */
  #offset(code: string): void {
    if (code !== 'h' && code !== 'v') this.fail('no offset');
    this.number();
    this.at.expect('_');
    if (code === 'h') return;
    this.number();
    this.at.expect('_');
  }

  #resource(): string {
    const length = this.at.decimal();
    this.at.expect('_');
    if (length < 2) this.fail('no resource');
    const text = this.at.slice(length - 1);
    if (/\$(?![S_$])/u.test(text.replaceAll('$$', ''))) this.fail('no resource');
    return text.replaceAll(/\$([S_$])/gu, (_, escaped: string) =>
      escaped === 'S' ? '/' : escaped === '_' ? '.' : '$',
    );
  }
}

const prefixed = (before: string, of: SymbolNode): SymbolNode => ({ kind: 'joined', parts: [before, of] });
