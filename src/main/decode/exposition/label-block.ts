// `{name="value",...}` of a sample or an exemplar, to labels. A quoted text alone is the name of the metric.
import type { SeriesLabels } from '../../../contract/sample-batch.ts';
import { ExpositionFault } from './exposition-fault.ts';
import { CLOSE, COMMA, EQUALS, nameEnd, QUOTE, quotedEnd, skipBlanks } from './line-scan.ts';
import { utf8Text } from './utf8-text.ts';

export interface LabelBlock {
  /** Of the metric, where the block has it. */
  readonly name: string | undefined;
  readonly labels: SeriesLabels;
  readonly end: number;
}

/**
 * @param from where the block opens
 * @param loose blanks may stand between the parts, and a comma behind the last
 */
export function readLabelBlock(bytes: Uint8Array, from: number, end: number, loose: boolean): LabelBlock {
  const skip = (at: number): number => (loose ? skipBlanks(bytes, at) : at);
  const labels: (readonly [string, string])[] = [];
  const names = new Set<string>();
  let metric: string | undefined;
  let at = skip(from + 1);
  while (bytes[at] !== CLOSE) {
    if (at >= end) throw new ExpositionFault('a label block is not closed', from);
    const quoted = bytes[at] === QUOTE;
    const stop = quoted ? quotedEnd(bytes, at, end) : nameEnd(bytes, at, false);
    if (stop === at) throw new ExpositionFault(`expected the name of a label, got ${shown(bytes, at, end)}`, at);
    const name = quoted ? quotedText(bytes, at, stop) : (utf8Text(bytes, at, stop) as string);
    const begun = at;
    at = skip(stop);
    if (quoted && (bytes[at] === COMMA || bytes[at] === CLOSE)) {
      if (metric !== undefined) throw new ExpositionFault('the name of the metric is there twice', begun);
      metric = name;
    } else {
      if (bytes[at] !== EQUALS) throw new ExpositionFault(`expected =, got ${shown(bytes, at, end)}`, at);
      at = skip(at + 1);
      if (bytes[at] !== QUOTE)
        throw new ExpositionFault(`expected the value of ${name} in quotes, got ${shown(bytes, at, end)}`, at);
      const valueEnd = quotedEnd(bytes, at, end);
      if (names.has(name)) throw new ExpositionFault(`the label ${name} is there twice`, begun);
      names.add(name);
      labels.push([name, quotedText(bytes, at, valueEnd)]);
      at = skip(valueEnd);
    }
    if (bytes[at] === COMMA) {
      at = skip(at + 1);
      if (bytes[at] === CLOSE && !loose) throw new ExpositionFault('a comma behind the last label', at - 1);
    } else if (bytes[at] !== CLOSE)
      throw new ExpositionFault(`expected a comma or a closing brace, got ${shown(bytes, at, end)}`, at);
  }
  return { name: metric, labels, end: at + 1 };
}

/** Between the quotes; `\\`, `\"` and `\n` stand for what they say, other escapes stay as they are. */
function quotedText(bytes: Uint8Array, start: number, end: number): string {
  const text = utf8Text(bytes, start + 1, end - 1);
  if (text === undefined) throw new ExpositionFault('a text is no UTF-8', start);
  return unescapeText(text);
}

export function unescapeText(text: string): string {
  return text.includes('\\') ? text.replaceAll(/\\([\\n"])/g, (_, char: string) => (char === 'n' ? '\n' : char)) : text;
}

/** What stands at a place, for a complaint. */
export function shown(bytes: Uint8Array, at: number, end: number): string {
  if (at >= end) return 'the end of the line';
  let text = '';
  for (let i = at; i < Math.min(end, at + 12); i++) text += String.fromCharCode(bytes[i] as number);
  return JSON.stringify(text);
}
