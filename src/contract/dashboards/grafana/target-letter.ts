// Names of queries within a panel.

/** `A` to `Z`, then `AA`. */
export function letter(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}
