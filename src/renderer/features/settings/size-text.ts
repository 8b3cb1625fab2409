// Sizes as they are typed: `10 GiB`, `500 MB`, `1.5g`. Both families of units mean powers of 1024 here, as for files elsewhere in the app.

const powers: Readonly<Record<string, number>> = { b: 0, k: 1, m: 2, g: 3, t: 4 };

/** Bytes; undefined when the text is no size. A bare number counts GiB; empty or `no limit` is 0. */
export function parseSize(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === '' || trimmed === 'no limit') return 0;
  const match = /^(\d+(?:\.\d+)?)\s*(?:([kmgt])(?:i?b)?|(b))?$/.exec(trimmed);
  if (match === null) return undefined;
  const bytes = Number(match[1]) * 1024 ** (powers[match[2] ?? match[3] ?? 'g'] ?? 3);
  return Number.isSafeInteger(Math.round(bytes)) ? Math.round(bytes) : undefined;
}

/** Shortest exact form: `10 GiB`, `1536 MiB`; 0 is `no limit`. */
export function sizeText(bytes: number): string {
  if (bytes === 0) return 'no limit';
  const units = ['TiB', 'GiB', 'MiB', 'KiB'] as const;
  for (const [index, unit] of units.entries()) {
    const value = bytes / 1024 ** (4 - index);
    if (value >= 1 && Number.isInteger(value * 10)) return `${value} ${unit}`;
  }
  return `${bytes} B`;
}
