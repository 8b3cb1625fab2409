// OTLP JSON: one request, several behind each other, or JSON lines as the collector's file exporter writes them, with all
// signals mixed. A line goes to the decoder as it is; what is no line of its own is taken apart (otlp-json-document.ts).
import {
  metricsSkipped,
  profilesSkipped,
  type FileHead,
  type ForeignFormat,
  type ForeignReader,
  type ForeignSink,
} from './foreign-format.ts';
import { LineSplitter } from './line-splitter.ts';
import { otlpJsonDocument } from './otlp-json-document.ts';
import { jsonShape, type JsonShape } from './json-shape.ts';

/** A line beyond this is taken apart. */
const wholeLineBytes = 16 << 20;

type LineKind = 'traces' | 'logs' | 'metrics' | 'profiles';
const kinds: ReadonlyMap<string, LineKind> = new Map<string, LineKind>([
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
  open(head, sink) {
    if (head.json !== undefined && isWrapped(head.json)) return otlpJsonDocument(sink, 0, true);
    return hasLines(head) ? lineReader(sink) : otlpJsonDocument(sink);
  },
};

/** `{"result": {"resourceSpans": ...}}`, as Jaeger's API of version 3 answers. */
function isWrapped(json: JsonShape): boolean {
  return [...(json.items.get('result') ?? [])].some((key) => kinds.has(key));
}

/** The first document stands in a line of its own (or that line has no end in sight), and is of one signal. */
function hasLines({ bytes, json }: FileHead): boolean {
  const start = bytes.findIndex((byte) => byte === 0x7b);
  const lineEnd = bytes.indexOf(0x0a, Math.max(0, start));
  const several = [...(json?.keys ?? [])].filter((key) => kinds.has(key)).length > 1;
  return !several && (lineEnd < 0 || (json?.end !== undefined && json.end <= lineEnd));
}

function lineReader(sink: ForeignSink): ForeignReader {
  let long: ForeignReader | undefined;
  const lines = new LineSplitter(
    {
      line(bytes, number) {
        if (isBlank(bytes)) return;
        const place = `line ${number}`;
        const kind = lineKind(bytes);
        if (kind === 'metrics') sink.skip(metricsSkipped, place);
        else if (kind === 'profiles') sink.skip(profilesSkipped, place);
        else if (kind === undefined) sink.skip('lines that are no OTLP JSON', place);
        else sink.request(kind, 'json', bytes, place);
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

/** By its first key; where that is another one, by all of them. */
function lineKind(bytes: Uint8Array): LineKind | undefined {
  let at = 0;
  const next = (): number => {
    while (at < bytes.length && ((bytes[at] as number) <= 0x20 || (bytes[at] as number) >= 0x80)) at += 1;
    return bytes[at] ?? 0;
  };
  if (next() !== 0x7b) return undefined;
  at += 1;
  if (next() !== 0x22) return undefined;
  const end = bytes.indexOf(0x22, at + 1);
  if (end < 0) return undefined;
  const first = kinds.get(String.fromCharCode(...bytes.subarray(at + 1, Math.min(end, at + 40))));
  if (first !== undefined) return first;
  const keys = jsonShape(bytes)?.keys ?? new Set<string>();
  return [...keys].map((key) => kinds.get(key)).find((kind) => kind !== undefined);
}

function isBlank(bytes: Uint8Array): boolean {
  if (bytes.length > 100) return false;
  return bytes.every((byte) => byte <= 0x20);
}
