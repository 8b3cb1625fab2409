// Large files of foreign formats for the import benches: written piece by piece, of shapes that make a reader remember much.
// Every item differs from the others in its ids and times; what it says otherwise is as long as usual.
import { closeSync, openSync, writeSync } from 'node:fs';

/** What stands around the items, and the text of the item `i` (separators included). */
export interface FileShape {
  readonly head: string;
  readonly tail: string;
  readonly item: (i: number) => string;
  /** Items are written up to a multiple of this. */
  readonly round: number;
}

const pieceBytes = 1 << 20;

/** Answers how many items were written. */
export function writeShape(path: string, bytes: number, { head, tail, item, round }: FileShape): number {
  const file = openSync(path, 'w');
  let written = 0;
  let piece = head;
  let i = 0;
  while (written < bytes || i % round !== 0) {
    piece += item(i++);
    if (piece.length < pieceBytes) continue;
    written += writeSync(file, piece);
    piece = '';
  }
  writeSync(file, piece + tail);
  closeSync(file);
  return i;
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
const comma = (i: number): string => (i === 0 ? '\n' : ',\n');
const spansOfTrace = 16;
const traceOf = (i: number): string => hex(Math.floor(i / spansOfTrace) + 1, 32);
const spanOf = (i: number): string => hex(i + 1, 16);
const isRoot = (i: number): boolean => i % spansOfTrace === 0;
const nameOf = (i: number): string => `operation ${i % 60}`;

/** Complete events (X) of 2,000 threads in 40 processes, 16 deep each. */
export const chromeThreads: FileShape = {
  head: '{"traceEvents":[',
  tail: '\n],"displayTimeUnit":"ns"}',
  round: 1,
  item(i) {
    const thread = Math.floor(i / 16) % 2000;
    const depth = i % 16;
    const start = Math.floor(i / 32_000) * 1000 + depth * 10;
    return `${comma(i)}{"ph":"X","cat":"work","name":"${nameOf(i)}","pid":${thread % 40},"tid":${thread},"ts":${start}.5,"dur":${900 - depth * 20},"args":{"request":"/api/items/${i % 5000}","bytes":${i % 100_000}}}`;
  },
};

const deepest = 20_000;

/** Beginnings and ends (B, E) of four threads, 20,000 deep. */
export const chromeNested: FileShape = {
  head: '[',
  tail: '\n]',
  round: 8 * deepest,
  item(i) {
    const thread = Math.floor(i / (2 * deepest)) % 4;
    const begins = i % (2 * deepest) < deepest;
    const said = begins ? `,"cat":"work","name":"${nameOf(i)}","args":{"request":"/api/items/${i % 5000}"}` : '';
    return `${comma(i)}{"ph":"${begins ? 'B' : 'E'}","pid":1,"tid":${thread},"ts":${i}${said}}`;
  },
};

const openAtOnce = 50_000;

/** Asynchronous events (b, e), 50,000 of them open at a time. */
export const chromeAsync: FileShape = {
  head: '{"traceEvents":[',
  tail: '\n]}',
  round: 2 * openAtOnce,
  item(i) {
    const number = Math.floor(i / (2 * openAtOnce)) * openAtOnce + (i % openAtOnce);
    const begins = i % (2 * openAtOnce) < openAtOnce;
    return `${comma(i)}{"ph":"${begins ? 'b' : 'e'}","cat":"net","id":"0x${hex(number, 8)}","name":"${nameOf(number)}","pid":1,"tid":${number % 8},"ts":${i},"args":{"url":"/api/items/${number % 5000}"}}`;
  },
};

const jaegerSpan = (trace: string, i: number): string =>
  `{"traceID":"${trace}","spanID":"${spanOf(i)}","operationName":"${nameOf(i)}","references":${isRoot(i) ? '[]' : `[{"refType":"CHILD_OF","traceID":"${trace}","spanID":"${spanOf(i - (i % spansOfTrace))}"}]`},"startTime":${1_700_000_000_000_000 + i},"duration":${1 + (i % 900)},"tags":[{"key":"http.route","type":"string","value":"/api/items/${i % 5000}"},{"key":"http.status_code","type":"int64","value":200}],"logs":[{"timestamp":${1_700_000_000_000_000 + i},"fields":[{"key":"event","type":"string","value":"cache miss"}]}],"processID":"p${i % 4}","warnings":null}`;

const jaegerProcesses = `"processes":{${[0, 1, 2, 3].map((i) => `"p${i}":{"serviceName":"service ${i}","tags":[{"key":"hostname","type":"string","value":"host-${i}"}]}`).join(',')}}`;

/** Traces of 16 spans, each with its processes behind them. */
export const jaegerTraces: FileShape = {
  head: '{"data":[',
  tail: '\n],"total":0,"limit":0,"offset":0,"errors":null}',
  round: spansOfTrace,
  item(i) {
    const trace = traceOf(i);
    const begin = isRoot(i) ? `${comma(i)}{"traceID":"${trace}","spans":[` : ',';
    return `${begin}${jaegerSpan(trace, i)}${i % spansOfTrace === spansOfTrace - 1 ? `],${jaegerProcesses}}` : ''}`;
  },
};

/** One trace that fills the file, its processes at the very end. */
export const jaegerOneTrace: FileShape = {
  head: '{"data":[{"traceID":"00000000000000000000000000000001","spans":[',
  tail: `\n],${jaegerProcesses}}]}`,
  round: 1,
  item: (i) => comma(i) + jaegerSpan('00000000000000000000000000000001', i),
};

/** Pairs of a client and a server that share their id. */
export const zipkinShared: FileShape = {
  head: '[',
  tail: '\n]',
  round: 2,
  item(i) {
    const pair = i - (i % 2);
    const half = i === pair ? '"kind":"CLIENT"' : '"kind":"SERVER","shared":true';
    return `${comma(i)}{"traceId":"${traceOf(i)}","id":"${spanOf(pair)}"${isRoot(pair) ? '' : `,"parentId":"${spanOf(pair - (pair % spansOfTrace))}"`},${half},"name":"${nameOf(pair)}","timestamp":${1_700_000_000_000_000 + i},"duration":${1 + (i % 900)},"localEndpoint":{"serviceName":"service ${i % 7}","ipv4":"10.0.0.${i % 200}"},"annotations":[{"timestamp":${1_700_000_000_000_000 + i},"value":"sent"}],"tags":{"http.path":"/api/items/${i % 5000}","http.status_code":"200"}}`;
  },
};

const otlpSpan = (i: number): string =>
  `{"traceId":"${traceOf(i)}","spanId":"${spanOf(i)}"${isRoot(i) ? '' : `,"parentSpanId":"${spanOf(i - (i % spansOfTrace))}"`},"name":"${nameOf(i)}","kind":2,"startTimeUnixNano":"${1_700_000_000_000_000 + i}000","endTimeUnixNano":"${1_700_000_000_000_500 + i}000","attributes":[{"key":"http.route","value":{"stringValue":"/api/items/${i % 5000}"}},{"key":"http.response.status_code","value":{"intValue":"200"}},{"key":"server.address","value":{"stringValue":"host-${i % 200}"}}],"status":{}}`;

/** One request with one resource and one scope. */
export const otlpOneRequest: FileShape = {
  head: '{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeSpans":[{"scope":{"name":"bench"},"spans":[',
  tail: '\n]}]}]}',
  round: 1,
  item: (i) => comma(i) + otlpSpan(i),
};

/** One request whose resource and scope come behind the spans. */
export const otlpResourceLast: FileShape = {
  head: '{"resourceSpans":[{"scopeSpans":[{"spans":[',
  tail: '\n],"scope":{"name":"bench"}}],"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]}}]}',
  round: 1,
  item: (i) => comma(i) + otlpSpan(i),
};
