// OTLP JSON: one request, several behind each other, or JSON lines as the collector's file exporter writes them, with all
// signals mixed. A line goes to the decoder as it is; what is no line of its own is taken apart (otlp-json-document.ts).
import type { Signal } from '../../../contract/ingest.ts';
import {
  type FileHead,
  type ForeignFormat,
  type ForeignReader,
  type ForeignSink,
  type ForeignTools,
} from './foreign-format.ts';
import { DecodeFault } from '../result.ts';
import { LineSplitter } from './line-splitter.ts';
import { otlpJsonDocument } from './otlp-json-document.ts';
import { jsonShape, type JsonShape } from './json-shape.ts';

/** A line beyond this is taken apart. */
const wholeLineBytes = 16 << 20;

const kinds: ReadonlyMap<string, Signal> = new Map<string, Signal>([
  ['resourceSpans', 'traces'],
  ['resource_spans', 'traces'],
  ['resourceLogs', 'logs'],
  ['resource_logs', 'logs'],
  ['resourceMetrics', 'metrics'],
  ['resource_metrics', 'metrics'],
  ['resourceProfiles', 'profiles'],
  ['resource_profiles', 'profiles'],
]);

export const otlpJsonFile: ForeignFormat = {
  id: 'otlp-json',
  passes: 1,
  follows: true,
  sniff: ({ json }) => json?.root === 'object' && ([...json.keys].some((key) => kinds.has(key)) || isWrapped(json)),
  open(head, sink, tools) {
    if (head.json !== undefined && isWrapped(head.json)) return otlpJsonDocument(sink, 0, true);
    return hasLines(head) ? lineReader(sink, tools) : otlpJsonDocument(sink);
  },
};

/** `{"result": {"resourceSpans": ...}}`, as Jaeger's API of version 3 answers. */
function isWrapped(json: JsonShape): boolean {
  return [...(json.items.get('result') ?? [])].some((key) => kinds.has(key));
}

/** Whether the file is read line by line: the first document stands in a line of its own (or that line has no end in sight). */
export function hasLines({ bytes, json }: FileHead): boolean {
  const start = bytes.findIndex((byte) => byte === 0x7b);
  const lineEnd = bytes.indexOf(0x0a, Math.max(0, start));
  return lineEnd < 0 || (json?.end !== undefined && json.end <= lineEnd);
}

function lineReader(sink: ForeignSink, tools: ForeignTools): ForeignReader {
  let long: ForeignReader | undefined;

  /** For a line of several signals, or one without its end; where it is damaged, what stands before is kept. */
  function takeApart(bytes: Uint8Array, place: string): void {
    const own = placed(sink, `${place}, `);
    let damaged = false;
    // What is damaged is told once, where it is found.
    const skip: ForeignSink['skip'] = (...told) => (damaged ? undefined : own.skip(...told));
    const document = otlpJsonDocument({ ...own, skip });
    try {
      document.write(bytes);
    } catch (fault) {
      if (!(fault instanceof DecodeFault)) throw fault;
      damaged = true;
      sink.skip(`the rest of lines that cannot be read on: ${fault.message}`, `${place}, byte ${fault.offset}`);
    }
    document.end();
  }

  const lines = new LineSplitter(
    {
      line(bytes, number) {
        if (isBlank(bytes)) return;
        const place = `line ${number}`;
        const found = lineKinds(bytes, tools);
        if (found.length === 0) sink.skip('lines that are no OTLP JSON', place);
        else if (found.length > 1 || isCutOff(bytes)) takeApart(bytes, place);
        else if (found[0] !== undefined) sink.request(found[0], 'json', bytes, place);
      },
      part(bytes, number, offset, last) {
        long ??= otlpJsonDocument(placed(sink, `line ${number}, `), offset);
        long.write(bytes);
        if (!last) return;
        long.end();
        long = undefined;
      },
    },
    wholeLineBytes,
  );
  return {
    write: (chunk) => lines.write(chunk),
    end: () => lines.end(),
    get settled() {
      return lines.settled;
    },
  };
}

function placed(sink: ForeignSink, prefix: string): ForeignSink {
  return {
    request: (signal, encoding, bytes, place) => sink.request(signal, encoding, bytes, prefix + place),
    group: (group) => sink.group(group),
    skip: (reason, place, count) => sink.skip(reason, prefix + place, count),
  };
}

/**
 * What a line holds: mostly one signal, which its first key tells. All keys are read only where that is another one, or
 * where some list of another signal might follow.
 */
function lineKinds(bytes: Uint8Array, tools: ForeignTools): readonly Signal[] {
  const first = firstKind(bytes);
  if (first === 'none') return [];
  if (first !== undefined && !namesOther(bytes, first, tools)) return [first];
  const keys = jsonShape(bytes)?.keys ?? new Set<string>();
  const found = [...keys].map((key) => kinds.get(key)).filter((kind) => kind !== undefined);
  // A line that is damaged behind its first key is told by the decoder.
  return found.length === 0 && first !== undefined ? [first] : [...new Set(found)];
}

/** `none` for what is no object; `undefined` where its first key is none of a signal's. */
function firstKind(bytes: Uint8Array): Signal | 'none' | undefined {
  let at = 0;
  const next = (): number => {
    while (at < bytes.length && ((bytes[at] as number) <= 0x20 || (bytes[at] as number) >= 0x80)) at += 1;
    return bytes[at] ?? 0;
  };
  if (next() !== 0x7b) return 'none';
  at += 1;
  if (next() !== 0x22) return 'none';
  const end = bytes.indexOf(0x22, at + 1);
  if (end < 0) return 'none';
  return kinds.get(shortText(bytes, at + 1, end));
}

/** Does the name of another signal's list stand somewhere, whatever it means there? */
function namesOther(bytes: Uint8Array, own: Signal, { find }: ForeignTools): boolean {
  for (let at = find(bytes, '"resource', 0); at >= 0; at = find(bytes, '"resource', at + 1)) {
    const end = bytes.indexOf(0x22, at + 1);
    const kind = end < 0 ? undefined : kinds.get(shortText(bytes, at + 1, end));
    if (kind !== undefined && kind !== own) return true;
  }
  return false;
}

/** ASCII; long enough for every name that is looked for. */
function shortText(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 40)));
}

/** The last line of a file that breaks off. */
function isCutOff(bytes: Uint8Array): boolean {
  let last = bytes.length - 1;
  while (last > 0 && (bytes[last] as number) <= 0x20) last -= 1;
  return bytes[last] !== 0x7d;
}

function isBlank(bytes: Uint8Array): boolean {
  if (bytes.length > 100) return false;
  return bytes.every((byte) => byte <= 0x20);
}
