// Names that a target wrote with an escaping scheme, restored. Schemes: `values` writes U__ and _2E_ for a character,
// `dots` writes _dot_ and doubles underscores; `underscores` loses what it replaces.
import type { NameEscaping } from '../../../contract/exposition.ts';

export function restoreName(name: string, escaping: NameEscaping): string {
  if (escaping === 'dots') return restoreDots(name);
  return escaping === 'values' && name.startsWith('U__') ? restoreValues(name) : name;
}

function restoreDots(name: string): string {
  return name.replaceAll(/_dot_|__/g, (found) => (found === '__' ? '_' : '.'));
}

/** A name that is not well escaped stays as it is. */
function restoreValues(name: string): string {
  let text = '';
  for (let at = 3; at < name.length;) {
    const char = name.charAt(at);
    if (char !== '_') {
      text += char;
      at += 1;
    } else if (name.charAt(at + 1) === '_') {
      text += '_';
      at += 2;
    } else {
      const code = /^_([0-9a-fA-F]{1,6})_/.exec(name.slice(at, at + 9))?.[1];
      const value = code === undefined ? Number.NaN : Number.parseInt(code, 16);
      if (code === undefined || value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) return name;
      text += String.fromCodePoint(value);
      at += code.length + 2;
    }
  }
  return text;
}
