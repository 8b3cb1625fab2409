// Rows of comma-separated values. Format: RFC 4180, UTF-8, CRLF after every row.
// A spreadsheet takes a text that begins with = + - @, a tab or a line break for a formula, and would run what a sender
// of telemetry wrote; such texts get an apostrophe in front (OWASP, CSV injection). Numbers of our own do not.

export type CsvCell = string | number | bigint | boolean | undefined;

export function csvRow(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: CsvCell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const guarded = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
