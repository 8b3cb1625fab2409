// Collects the spans of one trace from its blocks and the head into columns, without an object per span.
// An exact resend, equal in all that was sent, is taken once; what differs is kept. trace-layout.ts orders what remains.
import { parentlessScopes } from '../../contract/error-signs.ts';
import type { Alive, RunReader } from '../store/reader-face.ts';
import { EqualRows } from './id-table.ts';
import { spanContents } from './span-content.ts';
import type { SpanRows } from './trace-layout.ts';
import { marksOfPart } from './trace-marks.ts';
import type { TracePart } from './trace-parts.ts';
import { SpanMark } from '../../contract/traces.ts';

export interface GatheredSpans extends SpanRows {
  /** Index into `names` and `serviceNames`. */
  readonly name: Uint32Array;
  readonly service: Uint16Array;
  readonly kind: Uint8Array;
  readonly status: Uint8Array;
  /** SpanMark bits of trace-marks.ts. */
  readonly marks: Uint8Array;
  /** Where the span lies: index into the parts, and row of that block. */
  readonly part: Uint32Array;
  readonly row: Uint32Array;
  /** Exact resends that were left out. */
  readonly resent: number;
  readonly names: readonly string[];
  readonly serviceNames: readonly string[];
}

/** What `service` can tell apart; services beyond share the last number. */
const maxServices = 65535;

export function gatherSpans(reader: RunReader, parts: readonly TracePart[], alive: Alive): GatheredSpans {
  const total = parts.reduce((sum, part) => sum + part.rows.length, 0);
  const all = {
    spanIds: new Uint8Array(8 * total),
    parentIds: new Uint8Array(8 * total),
    start: new BigUint64Array(total),
    end: new BigUint64Array(total),
    name: new Uint32Array(total),
    service: new Uint16Array(total),
    kind: new Uint8Array(total),
    status: new Uint8Array(total),
    marks: new Uint8Array(total),
    part: new Uint32Array(total),
    row: new Uint32Array(total),
  };
  const names = new Numbering();
  const services = new Numbering();
  const serviceOf = new Map<number, number>();
  let at = 0;
  for (const [partIndex, { block, rows }] of parts.entries()) {
    alive();
    all.marks.set(marksOfPart(reader, { block, rows }), at);
    const nameOf = new Int32Array(block.strings.count).fill(-1);
    for (const row of rows) {
      copyId(all.spanIds, at, block.spanIds, row);
      copyId(all.parentIds, at, block.parentIds, row);
      all.start[at] = block.start[row] as bigint;
      all.end[at] = block.end[row] as bigint;
      const nameId = block.name[row] as number;
      if ((nameOf[nameId] as number) < 0) nameOf[nameId] = names.of(block.strings.text(nameId));
      all.name[at] = nameOf[nameId] as number;
      const resource = block.resource[row] as number;
      let service = serviceOf.get(resource);
      if (service === undefined) {
        service = Math.min(services.of(reader.serviceName(reader.serviceOfResource(resource))), maxServices);
        serviceOf.set(resource, service);
      }
      all.service[at] = service;
      all.kind[at] = block.kind[row] as number;
      all.status[at] = block.statusCode[row] as number;
      all.part[at] = partIndex;
      all.row[at] = row;
      at++;
    }
  }
  const kept = withoutResends(all, total, parts, alive);
  const error = kept.marks.map((mark) => mark & SpanMark.error);
  const byTime = withoutParents(reader, parts, kept);
  return {
    ...kept,
    count: kept.row.length,
    resent: total - kept.row.length,
    error,
    byTime,
    names: names.texts,
    serviceNames: services.texts.slice(0, maxServices + 1),
  };
}

/** 1 per span whose sender names no parents; `undefined` where there is none. */
function withoutParents(
  reader: RunReader,
  parts: readonly TracePart[],
  { part, row }: Pick<Columns, 'part' | 'row'>,
): Uint8Array | undefined {
  const known = new Map<number, boolean>();
  const found = new Uint8Array(row.length);
  let any = false;
  for (let i = 0; i < row.length; i++) {
    const scope = parts[part[i] as number]?.block.scope[row[i] as number] as number;
    let is = known.get(scope);
    if (is === undefined) {
      is = parentlessScopes.includes(reader.scope(scope).name);
      known.set(scope, is);
    }
    if (is) found[i] = 1;
    any ||= is;
  }
  return any ? found : undefined;
}

class Numbering {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.texts.length;
      this.texts.push(text);
      this.#numbers.set(text, number);
    }
    return number;
  }
}

function copyId(to: Uint8Array, at: number, from: Uint8Array, row: number): void {
  for (let i = 0; i < 8; i++) to[8 * at + i] = from[8 * row + i] as number;
}

type Columns = Omit<GatheredSpans, 'count' | 'error' | 'byTime' | 'resent' | 'names' | 'serviceNames'>;

function withoutResends(all: Columns, total: number, parts: readonly TracePart[], alive: Alive): Columns {
  const keep = firstOfEqual(all, total, parts, alive);
  if (keep.length === total) return all;
  const ids = (from: Uint8Array): Uint8Array => {
    const to = new Uint8Array(8 * keep.length);
    keep.forEach((row, at) => copyId(to, at, from, row));
    return to;
  };
  return {
    spanIds: ids(all.spanIds),
    parentIds: ids(all.parentIds),
    start: BigUint64Array.from(keep, (i) => all.start[i] as bigint),
    end: BigUint64Array.from(keep, (i) => all.end[i] as bigint),
    name: Uint32Array.from(keep, (i) => all.name[i] as number),
    service: Uint16Array.from(keep, (i) => all.service[i] as number),
    kind: Uint8Array.from(keep, (i) => all.kind[i] as number),
    status: Uint8Array.from(keep, (i) => all.status[i] as number),
    marks: Uint8Array.from(keep, (i) => all.marks[i] as number),
    part: Uint32Array.from(keep, (i) => all.part[i] as number),
    row: Uint32Array.from(keep, (i) => all.row[i] as number),
  };
}

/**
 * Spans of which no earlier one is an exact resend. The columns at hand are compared first; only where they are equal,
 * the content is looked at. The process that sent a span does not count: one that was restarted may send it again.
 */
function firstOfEqual(all: Columns, total: number, parts: readonly TracePart[], alive: Alive): readonly number[] {
  if (total === 0) return [];
  const words = (column: Uint8Array | BigUint64Array): Uint32Array => new Uint32Array(column.buffer, 0, 2 * total);
  const traits = new Uint32Array(2 * total);
  for (let i = 0; i < total; i++) {
    traits[2 * i] = (all.kind[i] as number) | ((all.status[i] as number) << 8) | ((all.marks[i] as number) << 16);
    traits[2 * i + 1] = all.service[i] as number;
  }
  const columns = [words(all.spanIds), words(all.parentIds), words(all.start), words(all.end), all.name, traits];
  const alike = new Uint8Array(total);
  const table = new EqualRows(columns, total);
  for (let i = 0; i < total; i++) {
    const first = table.add(i);
    if (first !== i) alike[first] = alike[i] = 1;
  }
  const spans = Array.from(alike, (_, i) => i);
  if (!alike.includes(1)) return spans;
  const equal = new EqualRows([...columns, spanContents(parts, alike, alive)], total);
  return spans.filter((i) => equal.add(i) === i);
}
