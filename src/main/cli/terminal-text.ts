// Text of others on a terminal. What senders and files say cannot steer it: control characters are written as escapes.

/** Control characters (C0, C1, line and paragraph separators, changes of direction) as \n, \t, \x1b, \u2028. */
export function terminalText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (char) => {
    const known = { '\n': '\\n', '\t': '\\t', '\r': '\\r' }[char];
    const code = char.codePointAt(0) ?? 0;
    return known ?? (code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`);
  });
}
