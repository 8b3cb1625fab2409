// Names that somebody has demangled already, cut to what pprof shows of them: it takes away what stands in parentheses and
// angle brackets, where a name looks like one of C++.
import type { NameStyle } from '../../../contract/profiles/symbol-names.ts';

export function shortenedName(name: string, style: NameStyle): string {
  if (style === 'full' || !looksLikeCpp(name)) return name;
  const plain = withoutPairs(name, '(', ')');
  return style === 'short' ? withoutPairs(plain, '<', '>') : plain;
}

/** `.<` is Java's `Class.<init>`, `]).` a method of a generic type in Go. */
function looksLikeCpp(name: string): boolean {
  return /[<>[\]]|::/u.test(name) && !name.includes('.<') && !name.includes(']).');
}

/** What stands between the outermost pairs goes; a name whose pairs do not match stays as far as it was cut. */
function withoutPairs(name: string, open: string, close: string): string {
  let kept = '';
  let depth = 0;
  let from = 0;
  for (let at = 0; at < name.length; at++) {
    const char = name.charAt(at);
    if (char === open) {
      if (depth++ === 0) {
        kept += name.slice(from, at);
        from = at;
      }
    } else if (char === close) {
      if (depth-- === 0) break;
      if (depth === 0) from = at + 1;
    }
  }
  return kept + name.slice(from);
}
