// Jaeger's JSON: what its UI downloads and its API answers (`{data: [trace, ...]}`), a list of traces, or one trace.
// The processes of a trace come behind its spans: of a small trace the spans are held until they are known, of large ones
// the first of two passes finds them.
// Format: jaeger-ui's Trace; the meaning of tags as in the Jaeger translation of opentelemetry-collector-contrib.
import type { ResourceRecord } from '../../../contract/otlp-records.ts';
import {
  elementBytes,
  type ForeignFormat,
  type ForeignReader,
  type ForeignSink,
  type ForeignTools,
} from './foreign-format.ts';
import { GroupBuffer } from './group-buffer.ts';
import { jaegerSpan, jaegerResource } from './jaeger-span.ts';
import { JsonSplitter, type PathStep } from './json-splitter.ts';
import { parseJson } from './parse-json.ts';
import { isObject, textOf } from './record-parts.ts';

/** Bytes of the spans of one trace that wait for its processes. */
const patientBytes = 4 << 20;

export const jaegerJson: ForeignFormat = {
  id: 'jaeger-json',
  passes: 2,
  follows: false,
  sniff({ json }) {
    if (json === undefined) return false;
    const isTrace = (keys: ReadonlySet<string> | undefined): boolean =>
      keys !== undefined &&
      (keys.has('traceID') || keys.has('processes') || keys.has('spans')) &&
      !keys.has('operationName');
    if (json.root === 'array') return isTrace(json.inner) && json.inner.has('spans');
    if (json.keys.has('data')) {
      // An answer without traces is one of Jaeger by what stands beside them.
      return (
        isTrace(json.items.get('data')) || (!json.items.has('data') && json.keys.has('total') && json.keys.has('limit'))
      );
    }
    return json.keys.has('traceID') && json.keys.has('spans');
  },
  open: (head, sink, tools) => jaegerReader(depthOf(head.json), sink, tools),
};

/** How many steps lead to a trace. */
function depthOf(json: { readonly root: string; readonly keys: ReadonlySet<string> } | undefined): 0 | 1 | 2 {
  if (json?.root === 'array') return 1;
  return json?.keys.has('data') === true ? 2 : 0;
}

function jaegerReader(depth: 0 | 1 | 2, sink: ForeignSink, tools: ForeignTools): ForeignReader {
  const groups = new GroupBuffer(sink);
  const unknown = jaegerResource({});
  /** Processes of large traces, by the trace's place. */
  const early = new Map<string, ReadonlyMap<string, ResourceRecord>>();
  let pass: 1 | 2 = 1;
  let spans: { readonly bytes: Uint8Array; readonly index: number }[] = [];
  let held = 0;
  let processes: ReadonlyMap<string, ResourceRecord> | undefined;
  let spansAt = 0;

  const isTrace = (path: readonly PathStep[]): boolean => path.length === depth;
  const isPart = (path: readonly PathStep[]): boolean => path.length === depth + 1;

  /** Both passes begin anew. */
  function makeSplitter(): JsonSplitter {
    return new JsonSplitter(
      {
        at(path, _first, offset) {
          if (path.length === 1 && depth === 2 && path[0] !== 'data') return 'skip';
          if (path.length <= depth) {
            if (isTrace(path)) processes = pass === 2 ? early.get(keyOf(path)) : undefined;
            return 'enter';
          }
          if (!isPart(path)) return 'take';
          const name = path[depth];
          if (name === 'spans') spansAt = offset;
          if (name === 'spans') return pass === 1 ? 'skip' : 'enter';
          if (name !== 'processes') return 'skip';
          return pass === 2 || offset - spansAt > patientBytes ? 'take' : 'skip';
        },
        take(path, bytes) {
          if (isPart(path)) {
            const found = processesOf(bytes, path);
            if (pass === 1) early.set(keyOf(path.slice(0, depth)), found);
            else processes = found;
            return;
          }
          spans.push({ bytes: bytes.slice(), index: path.at(-1) as number });
          held += bytes.length;
          if (held >= patientBytes) convert(path.slice(0, depth));
        },
        leave(path) {
          if (isTrace(path) && pass === 2) convert(path);
        },
        tooLarge(path, offset) {
          if (pass === 2) sink.skip('spans larger than 64 MiB', `${placeOf(path)} at byte ${offset}`);
        },
      },
      elementBytes,
    );
  }

  let splitter = makeSplitter();
  const keyOf = (path: readonly PathStep[]): string => `${splitter.documents} ${placeOf(path)}`;

  function processesOf(bytes: Uint8Array, path: readonly PathStep[]): ReadonlyMap<string, ResourceRecord> {
    try {
      const found = parseJson(tools.text(bytes));
      return new Map(isObject(found) ? Object.entries(found).map(([id, one]) => [id, jaegerResource(one)]) : []);
    } catch {
      if (pass === 2) sink.skip('processes that are no JSON', placeOf(path));
      return new Map();
    }
  }

  function convert(path: readonly PathStep[]): void {
    for (const { bytes, index } of spans) {
      const place = placeOf([...path, 'spans', index]);
      let value: unknown;
      try {
        value = parseJson(tools.text(bytes));
      } catch {
        sink.skip('spans that are no JSON', place);
        continue;
      }
      const found = jaegerSpan(value);
      if (typeof found === 'string') {
        sink.skip(found, place);
        continue;
      }
      const own = isObject(value) ? value : {};
      const id = textOf(own['processID']);
      const process = isObject(own['process']) ? jaegerResource(own['process']) : processes?.get(id);
      groups.add(process ?? unknown, found.scope, found.span);
    }
    spans = [];
    held = 0;
    groups.flush();
  }

  return {
    write: (chunk) => splitter.write(chunk),
    end() {
      const open = splitter.end();
      if (pass === 1) {
        pass = 2;
        splitter = makeSplitter();
        return;
      }
      convert([]);
      if (open !== undefined) sink.skip('the rest of a document that is cut off', `trace ${splitter.documents + 1}`);
    },
    get settled() {
      return splitter.settled;
    },
  };
}

function placeOf(path: readonly PathStep[]): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${step}`)).join('');
}
