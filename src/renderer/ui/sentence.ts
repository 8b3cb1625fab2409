// What was said in passing, as a sentence of its own.

/** With a capital, and with a stop where it has none. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
