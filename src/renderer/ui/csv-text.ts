// A table as CSV (RFC 4180, with line feeds) for the clipboard.

/** Texts that a spreadsheet would take for a formula get an apostrophe in front; numbers stay numbers. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return `${rows.map((row) => row.map(cellText).join(',')).join('\n')}\n`;
}

function cellText(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const guarded = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
