// Texts as Go's strconv.Quote writes them (%q), which Prometheus' messages and printed expressions use.

const short: ReadonlyMap<string, string> = new Map([
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['\\', '\\\\'],
]);

/** In double quotes, escaped where a character is not printable in Go's sense (letters, marks, numbers, signs, ' '). */
export function quoteGo(text: string): string {
  return quoteWith(text, '"');
}

/** One character in single quotes: %q of a rune. */
export function quoteRune(character: string): string {
  return quoteWith(character, "'");
}

function quoteWith(text: string, quote: string): string {
  let out = quote;
  for (const character of text) {
    const escaped = short.get(character);
    if (character === quote) out += `\\${quote}`;
    else if (escaped !== undefined) out += escaped;
    else if (character === ' ' || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character)) out += character;
    else out += escapeOf(character.codePointAt(0) as number);
  }
  return out + quote;
}

function escapeOf(point: number): string {
  if (point < 0x80) return `\\x${point.toString(16).padStart(2, '0')}`;
  // Bytes that are not UTF-8 are kept as lone surrogates (string-literal.ts).
  if (point >= 0xdc80 && point < 0xdd00) return `\\x${(point - 0xdc00).toString(16)}`;
  if (point >= 0xd800 && point < 0xe000) return '\ufffd';
  if (point < 0x10000) return `\\u${point.toString(16).padStart(4, '0')}`;
  return `\\U${point.toString(16).padStart(8, '0')}`;
}
