// Which names may be written without quotes.

/** A label name of the classic character set: letters, digits and underscores, no digit first. */
export function isLegacyLabelName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
