// Names with values as somebody writes them, one in a line, e.g. headers.
import type { NamedText } from '../../contract/scrape.ts';

/** Lines such as `Name: value`; `undefined` where one is none. Empty lines are ignored. */
export function namedLines(text: string, separator: string): readonly NamedText[] | undefined {
  const pairs: NamedText[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const at = line.indexOf(separator);
    if (at <= 0) return undefined;
    pairs.push({ name: line.slice(0, at).trim(), value: line.slice(at + 1).trim() });
  }
  return pairs;
}
