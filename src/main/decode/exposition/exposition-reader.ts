// The door for pages of metrics that a target exposes: text 0.0.4 and 1.0.0, OpenMetrics, delimited protobuf. One reader
// for each target, because it knows the lines of the page before: a page of known lines costs a comparison and a number each.
import type {
  ExposedSeries,
  ExpositionFormat,
  ExpositionReader,
  ExpositionResult,
  ExpositionType,
} from '../../../contract/exposition.ts';
import { plainBytes } from '../plain-bytes.ts';
import { DecodeFault } from '../result.ts';
import { ExpositionFault, TooManySeries } from './exposition-fault.ts';
import { LF } from './line-scan.ts';
import { PageColumns } from './page-columns.ts';
import { ProtobufReader } from './protobuf-reader.ts';
import { SeriesTable } from './series-table.ts';
import { TextReader } from './text-reader.ts';

interface FormatReader {
  readonly table: SeriesTable;
  readonly page: PageColumns;
  read(bytes: Uint8Array, type: ExpositionType): void;
}

export function createExpositionReader(): ExpositionReader {
  let format: ExpositionFormat | undefined;
  let current: FormatReader | undefined;
  return {
    read(given, type): ExpositionResult {
      // A target that changes its format begins anew; its label sets stay the same for whoever stores them.
      if (current === undefined || format !== type.format) current = formatReader(type.format);
      format = type.format;
      const bytes = plainBytes(given);
      const known = current.table.size;
      try {
        try {
          current.read(bytes, type);
        } catch (fault) {
          if (!(fault instanceof TooManySeries)) throw fault;
          // Those of pages before make room; of a page that has too many itself nothing is kept.
          current = formatReader(type.format);
          if (known === 0) throw fault;
          current.read(bytes, type);
        }
        return { kind: 'ok', value: current.page.page() };
      } catch (fault) {
        if (fault instanceof TooManySeries) current = formatReader(type.format);
        if (!(fault instanceof ExpositionFault || fault instanceof DecodeFault)) throw fault;
        const line = type.format === 'protobuf' ? 0 : lineOf(bytes, fault.offset);
        return { kind: 'failed', failure: { reason: fault.message, line, offset: fault.offset } };
      }
    },
    series: (number): ExposedSeries => (current as FormatReader).table.at(number),
  };
}

function formatReader(format: ExpositionFormat): FormatReader {
  const table = new SeriesTable();
  const page = new PageColumns();
  if (format === 'protobuf') {
    const reader = new ProtobufReader(table, page);
    return { table, page, read: (bytes, { escaping }) => reader.read(bytes, escaping) };
  }
  const reader = new TextReader(format === 'openmetrics', table, page);
  return { table, page, read: (bytes, { escaping }) => reader.read(bytes, escaping) };
}

function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(LF); at >= 0 && at < offset; at = bytes.indexOf(LF, at + 1)) line += 1;
  return line;
}
