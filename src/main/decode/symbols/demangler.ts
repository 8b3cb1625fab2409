// Names as compilers mangle them, read back: C++ (Itanium ABI), Rust's legacy and v0 schemes. What is shown of them is what
// `go tool pprof -symbolize=demangle=...` shows.
import type { NameStyle } from '../../../contract/profiles/symbol-names.ts';
import { cppName, type CppNameStyle } from './itanium/cpp-name.ts';
import { rustLegacyName } from './rust-legacy.ts';
import { rustV0Name } from './rust-v0.ts';
import { symbolLimits, SymbolTooLarge } from './symbol-cursor.ts';

const styles: Readonly<Record<NameStyle, CppNameStyle>> = {
  short: { parameters: false, templateArgs: false, enclosingParameters: false },
  templates: { parameters: false, templateArgs: true, enclosingParameters: false },
  full: { parameters: true, templateArgs: true, enclosingParameters: true },
};

/** So many names that break the limits are read; a file of such names is no file of a program. */
const patience = 32;

export class Demangler {
  readonly #style: NameStyle;
  #tooLarge = 0;

  constructor(style: NameStyle) {
    this.#style = style;
  }

  /** `undefined` for a name that is not mangled, of an unknown scheme, or beyond what names may be. */
  nameOf(mangled: string): string | undefined {
    if (mangled.charCodeAt(0) !== underscore || mangled.length > symbolLimits.length) return undefined;
    if (this.#tooLarge >= patience) return undefined;
    try {
      // Names of macOS have another underscore in front.
      const further = mangled.charCodeAt(1) === underscore;
      return this.#plain(mangled) ?? (further ? this.#plain(mangled.slice(1)) : undefined);
    } catch (fault) {
      if (!(fault instanceof SymbolTooLarge)) throw fault;
      this.#tooLarge++;
      return undefined;
    }
  }

  #plain(name: string): string | undefined {
    const style = this.#style;
    switch (name.charAt(1)) {
      case 'R':
        return rustV0Name(name, style !== 'short');
      case 'Z':
        return rustLegacyName(name) ?? cppName(name, styles[style]);
      case '_':
      case 'G':
        return cppName(name, styles[style]);
      default:
        return undefined;
    }
  }
}

const underscore = 0x5f;
