// A text of any shape on one line: line breaks and other control characters as marks, so that nothing is hidden and
// nothing moves the line.

const longest = 1000;

export function lineText(text: string): string {
  const cut = text.length > longest ? text.slice(0, longest) : text;
  let plain = '';
  for (const char of cut.trimEnd()) plain += markOf(char);
  return plain;
}

function markOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code === 10) return ' ↵ ';
  if (code === 9) return '  ';
  if (code === 13) return '';
  // control characters, and those that turn the direction of writing
  if (code < 32) return String.fromCodePoint(0x2400 + code);
  if (code === 127) return '␡';
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return '�';
  return char;
}
