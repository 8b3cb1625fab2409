// `# HELP name text`, `# TYPE name word`, `# UNIT name word`; anything else behind a hash is a comment of the text format.
import { ExpositionFault } from './exposition-fault.ts';
import { HASH, isBlank, nameEnd, QUOTE, quotedEnd, skipBlanks, SPACE } from './line-scan.ts';
import { shown, unescapeText } from './label-block.ts';
import { utf8Text } from './utf8-text.ts';

export type MetadataLine =
  | { readonly kind: 'help' | 'type' | 'unit'; readonly name: string; readonly text: string }
  | { readonly kind: 'comment' };

const kinds = { HELP: 'help', TYPE: 'type', UNIT: 'unit' } as const;

/** @param from where the hash is */
export function readMetadataLine(bytes: Uint8Array, from: number, end: number, openMetrics: boolean): MetadataLine {
  if (openMetrics && bytes[from + 1] !== SPACE) throw new ExpositionFault('expected a space behind #', from);
  const wordAt = openMetrics ? from + 2 : skipBlanks(bytes, from + 1);
  const wordStop = nameEnd(bytes, wordAt, false);
  const word = utf8Text(bytes, wordAt, wordStop) ?? '';
  const known = word === 'HELP' || word === 'TYPE' || (word === 'UNIT' && openMetrics);
  if (!known && openMetrics)
    throw new ExpositionFault(`expected HELP, TYPE, UNIT or EOF, got ${shown(bytes, wordAt, end)}`, wordAt);
  if (!known || wordAt === from + 1 || !isBlank(bytes[wordStop])) {
    if (!openMetrics) return { kind: 'comment' };
    throw new ExpositionFault(`expected a name behind ${word}`, wordStop);
  }
  const nameAt = openMetrics ? wordStop + 1 : skipBlanks(bytes, wordStop);
  const quoted = bytes[nameAt] === QUOTE;
  const stop = quoted ? quotedEnd(bytes, nameAt, end) : nameEnd(bytes, nameAt, true);
  if (stop === nameAt)
    throw new ExpositionFault(`expected a name behind ${word}, got ${shown(bytes, nameAt, end)}`, nameAt);
  const name = quoted ? unescapeText(textOf(bytes, nameAt + 1, stop - 1)) : textOf(bytes, nameAt, stop);
  if (openMetrics ? bytes[stop] !== SPACE || stop >= end : stop < end && !isBlank(bytes[stop]))
    throw new ExpositionFault(`expected a space behind ${name}`, stop);
  const text = textOf(bytes, Math.min(stop + 1, end), end);
  const kind = kinds[word];
  return { kind, name, text: kind === 'help' ? unescapeText(text) : openMetrics ? text : text.trim() };
}

/** Whether a line with this first byte is no sample. */
export function isMetadata(byte: number | undefined): boolean {
  return byte === HASH;
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  const text = utf8Text(bytes, start, end);
  if (text === undefined) throw new ExpositionFault('a text is no UTF-8', start);
  return text;
}
