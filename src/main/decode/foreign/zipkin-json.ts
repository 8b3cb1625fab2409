// Zipkin v2 JSON: a list of spans, or of traces that are lists of spans. Format: Zipkin's OpenAPI zipkin2-api.
// Client and server of a call may share one span id there. The server keeps it (its children name it as their parent)
// and gets the client as its parent, which is stored under an id made of the shared one. The first of two passes finds them.
import {
  elementBytes,
  type ForeignFormat,
  type ForeignReader,
  type ForeignSink,
  type ForeignTools,
} from './foreign-format.ts';
import { GroupBuffer } from './group-buffer.ts';
import { JsonSplitter } from './json-splitter.ts';
import { parseJson } from './parse-json.ts';
import { isObject, noScope } from './record-parts.ts';
import { half, ZipkinHalves } from './zipkin-halves.ts';
import { createZipkinResources, isClientHalf, isServerHalf, sharedKey, zipkinSpan } from './zipkin-span.ts';

export const zipkinJson: ForeignFormat = {
  id: 'zipkin-json',
  passes: 2,
  follows: false,
  sniff: ({ json }) =>
    json?.root === 'array' && json.inner.has('traceId') && json.inner.has('id') && !json.inner.has('ph'),
  open: (_head, sink, tools) => zipkinReader(sink, tools),
};

function zipkinReader(sink: ForeignSink, tools: ForeignTools): ForeignReader {
  const groups = new GroupBuffer(sink);
  const resourceOf = createZipkinResources();
  const halves = new ZipkinHalves();
  let pass: 1 | 2 = 1;
  let told = false;
  let splitter = makeSplitter();

  function makeSplitter(): JsonSplitter {
    return new JsonSplitter(
      {
        at: (path, first) => (path.length === 0 || (path.length === 1 && first === 0x5b) ? 'enter' : 'take'),
        take(path, bytes, offset) {
          const value = read(bytes, `${placeOf(path)} at byte ${offset}`);
          if (value === undefined) return;
          if (pass === 1) look(value);
          else store(value, `${placeOf(path)} at byte ${offset}`);
        },
        tooLarge(path, offset) {
          if (pass === 2) sink.skip('spans larger than 64 MiB', `${placeOf(path)} at byte ${offset}`);
        },
      },
      elementBytes,
    );
  }

  function read(bytes: Uint8Array, place: string): unknown {
    try {
      return parseJson(tools.text(bytes));
    } catch {
      if (pass === 2) sink.skip('spans that are no JSON', place);
      return undefined;
    }
  }

  function look(value: unknown): void {
    if (!isObject(value)) return;
    const seen = isServerHalf(value) ? half.server : isClientHalf(value) ? half.client : undefined;
    const key = seen === undefined ? undefined : sharedKey(value);
    if (seen !== undefined && key !== undefined) halves.note(key, seen);
  }

  function store(value: unknown, place: string): void {
    const key = isObject(value) ? sharedKey(value) : undefined;
    const both = key !== undefined && halves.hasBoth(key);
    const span = zipkinSpan(value, both);
    if (typeof span === 'string') sink.skip(span, place);
    else groups.add(resourceOf(value), noScope, span);
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
      groups.flush();
      if (open !== undefined && !told)
        sink.skip('the rest of a document that is cut off', `behind byte ${splitter.settled}`);
      told = true;
    },
    get settled() {
      return splitter.settled;
    },
  };
}

function placeOf(path: readonly (string | number)[]): string {
  return `span ${path.map((step) => `[${step}]`).join('')}`;
}
