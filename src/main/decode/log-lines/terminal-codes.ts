// Colours and other control sequences for terminals, taken off a line.
// Format: ECMA-48 (CSI, OSC and two-character escapes).

const escape = '\u001B';
const sequences = new RegExp(
  `${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${escape}]*(?:\\u0007|${escape}\\\\)?|[@-Z\\\\^_])`,
  'g',
);

export function withoutTerminalCodes(text: string): string {
  return text.includes(escape) ? text.replace(sequences, '') : text;
}
