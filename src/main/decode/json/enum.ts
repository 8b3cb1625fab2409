// Enums of OTLP/JSON: numbers (also as texts) as the specification wants them, and names, which many writers use instead.
import { type AnyBatch, complain, type NameField } from '../any-batch.ts';
import { plainText } from './json-path.ts';
import type { JsonReader } from './json-reader.ts';
import { enumTable, type NameTable } from './names.ts';
import { readInteger } from './number.ts';

interface EnumShape {
  /** As a complaint calls it. */
  readonly title: string;
  readonly names: NameTable;
  /** The largest number that OTLP knows. */
  readonly max: number;
}

const numbered = (names: readonly string[]): (readonly [string, number])[] =>
  names.map((name, i) => [name, i] as const);

export const spanKinds: EnumShape = {
  title: 'span kind',
  names: enumTable('SPAN_KIND_', numbered(['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'])),
  max: 5,
};

export const statusCodes: EnumShape = {
  title: 'status code',
  names: enumTable('STATUS_CODE_', numbered(['UNSET', 'OK', 'ERROR'])),
  max: 2,
};

export const temporalities: EnumShape = {
  title: 'aggregation temporality',
  names: enumTable('AGGREGATION_TEMPORALITY_', numbered(['UNSPECIFIED', 'DELTA', 'CUMULATIVE'])),
  max: 2,
};

/** TRACE is 1, TRACE2 is 2, up to FATAL4, which is 24. */
export const severities: EnumShape = {
  title: 'severity number',
  names: enumTable(
    'SEVERITY_NUMBER_',
    numbered([
      'UNSPECIFIED',
      ...['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'].flatMap((level) =>
        ['', '2', '3', '4'].map((step) => level + step),
      ),
    ]),
  ),
  max: 24,
};

/** An enum as number or name; 0 where it is null, a number that OTLP does not know or, with a complaint, such a name. */
export function readEnum(
  reader: JsonReader,
  batch: AnyBatch,
  { title, names, max }: EnumShape,
  name: NameField,
): number {
  const first = reader.peek();
  const at = reader.pos;
  if (first !== 0x22 || isDigit(reader.arena.bytes[at + 1])) {
    if (!readInteger(reader, true)) return 0;
    return reader.high === 0 && reader.low <= max ? reader.low : 0;
  }
  if (!reader.text() || reader.textLength === 0) return 0;
  const { arena, textAt, textLength } = reader;
  const value = names.find(arena.bytes, textAt, textLength);
  if (value >= 0) return value;
  const shown = plainText(arena.bytes, textAt, textAt + textLength);
  complain(batch, name, at, `an unknown ${title} "${shown}"; read as unspecified`);
  return 0;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
