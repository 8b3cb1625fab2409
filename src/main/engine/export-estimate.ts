// How large an export would be: some blocks, spread over the run, are written as the export would write them and thrown
// away; the rest is taken to be alike. What is small is written whole, so that its size is exact.
import { gzipSync } from 'node:zlib';
import { createJournalDecoder } from './decode-journal.ts';
import { exportCacheBytes } from './export-cache.ts';
import { rulesOf, textPieces, type TextPiece } from './export-pieces.ts';
import { signalsOf, tableOf, type StoredSignal } from './export-signals.ts';
import { createInterruptible } from './interruptible.ts';
import type { ExportCounts, ExportEstimate, ExportOrder } from '../../contract/exports.ts';
import type { TraceId } from '../../contract/ids.ts';
import { traceIdOf, traceNumbers, type ChooseBlocks, type ChooseStreams } from '../query/index.ts';
import type { Alive } from '../store/reader-face.ts';
import { openRunReader, type StoreReader } from '../store/reader.ts';

/** Blocks of a signal that are looked at, at most, and records of them that are enough. */
const sampledBlocks = 16;
const enoughItems = 16_384;
/** Traces that are written for Jaeger JSON or the table of traces. */
const sampledTraces = { jaeger: 100, csv: 1000 } as const;
const usualMillis = 4000;
/** Compressed at a time, as in exports. */
const pieceBytes = 256 << 10;

interface Sized extends ExportCounts {
  readonly bytes: number;
  readonly about: boolean;
}

class TooLong extends Error {}

/** Unknown where it takes longer than `mostMillis`. Throws ContractError as `exportPieces` does. */
export function estimateExport(
  order: ExportOrder,
  path: string,
  alive: Alive,
  mostMillis = usualMillis,
): ExportEstimate {
  const until = performance.now() + mostMillis;
  const patient = (): void => {
    alive();
    if (performance.now() > until) throw new TooLong();
  };
  const reader = openRunReader(path, {
    decodeJournal: createJournalDecoder(),
    alive: patient,
    cacheBytes: exportCacheBytes,
  });
  try {
    reader.refresh();
    return { kind: 'size', ...rounded(sizeOf(reader, order, patient)) };
  } catch (cause) {
    if (cause instanceof TooLong) return { kind: 'unknown' };
    throw reader.failure(cause);
  } finally {
    reader.close();
  }
}

function sizeOf(reader: StoreReader, order: ExportOrder, alive: Alive): Sized {
  if (order.format === 'otter') return otterSize(reader, order, alive);
  const { what } = order;
  if (what.kind === 'spans') return written(reader, order, alive).times(1, false);
  if (order.format === 'jaeger') return tracesSize(reader, order, sampledTraces.jaeger, alive);
  if (order.format === 'csv' && tableOf(order) === 'traces') return tracesSize(reader, order, sampledTraces.csv, alive);
  return recordsSize(reader, order, alive);
}

/** The size of what is written whole trace by whole trace, from an even choice of traces. */
function tracesSize(reader: StoreReader, order: ExportOrder, most: number, alive: Alive): Sized {
  const numbers = [...traceNumbers(reader, order.what, alive, createInterruptible())];
  const step = Math.max(1, numbers.length / most);
  const chosen = Array.from({ length: Math.min(numbers.length, most) }, (_, i) => numbers[Math.floor(i * step)] ?? 0);
  const traceIds = chosen.map((one) => traceIdOf(reader, one)).filter((id) => id !== undefined);
  const what = { kind: 'traces', traceIds } as const;
  if (order.format === 'jaeger') {
    const [sample, whole] = begun(reader, { ...order, what }, alive);
    if (whole && chosen.length === numbers.length) return sample.times(1, false);
    const spans = spansOf(reader, numbers, alive);
    return sample.times(sample.items === 0 ? 1 : spans / sample.items, true);
  }
  const sample = written(reader, { ...order, what }, alive);
  if (chosen.length === numbers.length) return sample.times(1, false);
  return sample.times(numbers.length / chosen.length, true);
}

function recordsSize(reader: StoreReader, order: ExportOrder, alive: Alive): Sized {
  const parts = signalsOf(order).map((one) => {
    const part = { ...order, signal: one };
    return one === 'metrics' ? metricsSize(reader, part, alive) : signalSize(reader, part, one, alive);
  });
  return parts.reduce((sum, one) => ({
    items: sum.items + one.items,
    logs: sum.logs + one.logs,
    samples: sum.samples + one.samples,
    bytes: sum.bytes + one.bytes,
    about: sum.about || one.about,
  }));
}

function signalSize(
  reader: StoreReader,
  order: ExportOrder,
  signal: Exclude<StoredSignal, 'metrics'>,
  alive: Alive,
): Sized {
  let { what } = order;
  let known: number | undefined;
  if (signal === 'traces' && what.kind !== 'run') {
    // Searched once; how many spans the traces have is known without reading them.
    const numbers = [...traceNumbers(reader, what, alive, createInterruptible())];
    const traceIds: TraceId[] = numbers.map((one) => traceIdOf(reader, one)).filter((id) => id !== undefined);
    what = { kind: 'traces', traceIds };
    known = spansOf(reader, numbers, alive);
  }
  const sample = new Sample(order.gzip);
  let rows = signal === 'traces' ? reader.headSpans().count : reader.headLogs().count;
  let all = rows;
  const choose: ChooseBlocks = function* choose(wanted) {
    all += wanted.reduce((sum, { count }) => sum + count, 0);
    for (const block of spread(wanted)) {
      if (sample.items >= enoughItems) return;
      yield block;
      rows += block.count;
    }
  };
  for (const piece of textPieces(reader, { ...order, what }, rulesOf(order), alive, { blocks: choose }))
    sample.add(piece);
  const about = rows < all;
  const factor = !about ? 1 : known !== undefined && sample.items > 0 ? known / sample.items : all / Math.max(1, rows);
  return sample.times(factor, about);
}

/** Neighbouring streams that are written together: the series of a histogram belong together. */
const neighbours = 16;

/** The size of all samples from those of some streams, spread over all. */
function metricsSize(reader: StoreReader, order: ExportOrder, alive: Alive): Sized {
  const sample = new Sample(order.gzip);
  let factor = 1;
  const choose: ChooseStreams = (wanted) => {
    const each = Math.max(1, storedSamples(reader) / Math.max(1, wanted.length));
    const parts = Math.max(1, Math.floor(enoughItems / each / neighbours));
    const all = Math.ceil(wanted.length / neighbours);
    if (parts >= all) return wanted;
    const chosen = Array.from({ length: parts }, (_, i) => Math.floor(((i + 0.5) * all) / parts) * neighbours);
    const streams = chosen.flatMap((from) => wanted.slice(from, from + neighbours));
    factor = wanted.length / streams.length;
    return streams;
  };
  for (const piece of textPieces(reader, order, rulesOf(order), alive, { streams: choose })) sample.add(piece);
  return sample.times(factor, factor > 1);
}

function storedSamples(reader: StoreReader): number {
  const count = (key: string): number =>
    Number(reader.db.prepare('SELECT value FROM run WHERE key = ?').pluck().get(key) ?? 0);
  return count('samples') - count('evicted_samples');
}

/** A file of columns is packed as a whole: its size per record is that of the run. */
function otterSize(reader: StoreReader, order: ExportOrder, alive: Alive): Sized {
  const pages = (name: string): number => Number(reader.db.pragma(name, { simple: true }));
  const bytes = (pages('page_count') - pages('freelist_count')) * pages('page_size');
  const total = [...reader.spanBlocks(), ...reader.logBlocks()].reduce((sum, { count }) => sum + count, 0);
  const samples = storedSamples(reader);
  const stored = total + reader.headSpans().count + reader.headLogs().count + samples;
  if (order.what.kind === 'run' && order.signal === 'all') {
    const logs = reader.headLogs().count + reader.logBlocks().reduce((sum, { count }) => sum + count, 0);
    return { items: stored, logs, samples, bytes, about: true };
  }
  const counts = recordsSize(reader, { ...order, format: 'otlp-jsonl', gzip: false }, alive);
  const share = stored === 0 ? 1 : Math.min(1, counts.items / stored);
  return { ...counts, bytes: bytes * share, about: true };
}

/** Written until that is enough; answers whether it came to the end. */
function begun(reader: StoreReader, order: ExportOrder, alive: Alive): readonly [Sample, boolean] {
  const sample = new Sample(order.gzip);
  for (const piece of textPieces(reader, order, rulesOf(order), alive)) {
    if (sample.items >= enoughItems) return [sample, false];
    sample.add(piece);
  }
  return [sample, true];
}

/** Written to the end. */
function written(reader: StoreReader, order: ExportOrder, alive: Alive): Sample {
  const sample = new Sample(order.gzip);
  for (const piece of textPieces(reader, order, rulesOf(order), alive)) sample.add(piece);
  return sample;
}

/** What was written and thrown away; compressed in portions as large as in the file. */
class Sample {
  items = 0;
  logs = 0;
  samples = 0;
  readonly #gzip: boolean;
  #bytes = 0;
  #waiting: Uint8Array[] = [];
  #size = 0;

  constructor(gzip: boolean) {
    this.#gzip = gzip;
  }

  add({ content, items, logs = 0, samples = 0 }: TextPiece): void {
    this.items += items;
    this.logs += logs;
    this.samples += samples;
    if (!this.#gzip) {
      this.#bytes += typeof content === 'string' ? Buffer.byteLength(content) : content.length;
      return;
    }
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    this.#waiting.push(bytes);
    this.#size += bytes.length;
    if (this.#size >= pieceBytes) this.#pack();
  }

  /** The sample taken `factor` times. */
  times(factor: number, about: boolean): Sized {
    if (this.#size > 0) this.#pack();
    const counts = { items: this.items * factor, logs: this.logs * factor, samples: this.samples * factor };
    return { ...counts, bytes: this.#bytes * factor, about };
  }

  #pack(): void {
    this.#bytes += gzipSync(Buffer.concat(this.#waiting)).length;
    this.#waiting = [];
    this.#size = 0;
  }
}

function rounded({ items, logs, samples, bytes, about }: Sized): Sized {
  const [all, records, points, size] = [items, logs, samples, bytes].map(Math.round) as [
    number,
    number,
    number,
    number,
  ];
  return { items: all, logs: records, samples: points, bytes: size, about };
}

function spansOf(reader: StoreReader, numbers: readonly number[], alive: Alive): number {
  const statement = reader.db.prepare<[number], number>('SELECT spans FROM traces WHERE trace_no = ?').pluck();
  return numbers.reduce((sum, number, i) => {
    if (i % 1000 === 0) alive();
    return sum + (statement.get(number) ?? 0);
  }, 0);
}

/** An even choice of them, in an order in which every beginning is spread too. */
function spread<One>(all: readonly One[]): One[] {
  const count = Math.min(all.length, sampledBlocks);
  const even = Array.from({ length: count }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / count)] as One);
  const stride = [7, 5, 3, 1].find((one) => count % one !== 0 || one === 1) ?? 1;
  return even.map((_, i) => even[(i * stride) % count] as One);
}
