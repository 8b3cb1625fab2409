// Rust's first scheme: `_ZN`, identifiers with their lengths, a hash `17h<16 hex digits>`, `E`. It looks like C++; the hash
// tells them apart. Identifiers have escapes for what linkers do not take.
import { SymbolCursor, SymbolFault } from './symbol-cursor.ts';

/** `E.` and what follows (`.llvm.123`) is the compiler's own. */
const form = /^_ZN(.*)17h([0-9a-f]{16})E(?:\.(?!.*E\.).*)?$/su;

/** The path without its hash; `undefined` for a name of another scheme. */
export function rustLegacyName(mangled: string): string | undefined {
  const found = form.exec(mangled);
  if (found === null) return undefined;
  const [, path = '', hash = ''] = found;
  // A real hash is not as even as an identifier of C++ that looks like one.
  if (path === '' || new Set(hash).size < 5) return undefined;
  const cursor = new SymbolCursor(path);
  const parts: string[] = [];
  try {
    while (!cursor.atEnd()) {
      const length = cursor.decimal();
      parts.push(unescaped(cursor.slice(cursor.take('_') ? length - 1 : length)));
    }
  } catch (fault) {
    if (fault instanceof SymbolFault) return undefined;
    throw fault;
  }
  return parts.join('::');
}

const escapes: Readonly<Record<string, string>> = {
  C: ',',
  SP: '@',
  BP: '*',
  RF: '&',
  LT: '<',
  GT: '>',
  LP: '(',
  RP: ')',
};

function unescaped(identifier: string): string {
  const id = identifier.startsWith('_$') ? identifier.slice(1) : identifier;
  let text = '';
  for (let at = 0; at < id.length;) {
    const char = id.charAt(at);
    if (char === '$') {
      const end = id.indexOf('$', at + 1);
      const plain = end < 0 ? undefined : escaped(id.slice(at + 1, end));
      // What is no escape begins no other one either.
      if (plain === undefined) return text + id.slice(at);
      text += plain;
      at = end + 1;
    } else if (char === '.' && id.charAt(at + 1) === '.') {
      text += '::';
      at += 2;
    } else {
      text += char;
      at++;
    }
  }
  return text;
}

function escaped(code: string): string | undefined {
  if (Object.hasOwn(escapes, code)) return escapes[code];
  return /^u[2-7][0-9a-f]$/u.test(code) ? String.fromCodePoint(Number.parseInt(code.slice(1), 16)) : undefined;
}
