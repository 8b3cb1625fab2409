// Chrome's trace events: `{traceEvents: [...]}` or the list alone, whose end may be missing. Read twice: what encloses an
// event, and what its process is called, may come behind it.
import { chromeEvent } from './chrome-event.ts';
import { ChromeIndex } from './chrome-index.ts';
import { ChromeSpans } from './chrome-spans.ts';
import {
  elementBytes,
  type FileHead,
  type ForeignFormat,
  type ForeignReader,
  type ForeignSink,
  type ForeignTools,
} from './foreign-format.ts';
import { JsonSplitter } from './json-splitter.ts';
import { parseJson } from './parse-json.ts';
import { isObject } from './record-parts.ts';
import { stableId } from './stable-id.ts';

/** Bytes at the beginning of a file that its ids are made of. */
const namingBytes = 65_536;

export const chromeTrace: ForeignFormat = {
  id: 'chrome-trace',
  passes: 2,
  follows: false,
  sniff: ({ json }) =>
    json !== undefined &&
    (json.root === 'array' ? json.inner.has('ph') && json.inner.has('name') : json.keys.has('traceEvents')),
  open: chromeReader,
};

function chromeReader({ bytes: head }: FileHead, sink: ForeignSink, tools: ForeignTools): ForeignReader {
  let beginning = '';
  for (const byte of head.subarray(0, namingBytes)) beginning += String.fromCharCode(byte);
  const index = new ChromeIndex();
  let spans: ChromeSpans | undefined;
  let hasProfile = false;
  let splitter = makeSplitter();

  function makeSplitter(): JsonSplitter {
    return new JsonSplitter(
      {
        at(path, first) {
          if (path.length === 0) return 'enter';
          if (path.length === 1 && typeof path[0] === 'string')
            return path[0] === 'traceEvents' && first === 0x5b ? 'enter' : 'skip';
          return 'take';
        },
        take(path, bytes, offset) {
          const place = `event ${Number(path.at(-1)) + 1} at byte ${offset}`;
          let value: unknown;
          try {
            value = parseJson(tools.text(bytes));
          } catch {
            if (spans !== undefined) sink.skip('events that are no JSON', place);
            return;
          }
          if (isProfileEvent(value)) {
            hasProfile = true;
            return;
          }
          const event = chromeEvent(value);
          if (typeof event !== 'string') {
            if (spans === undefined) index.add(event);
            else spans.add(event, place);
          } else if (spans !== undefined) sink.skip(event, place);
        },
        tooLarge(path, offset) {
          if (spans !== undefined)
            sink.skip('events larger than 64 MiB', `event ${Number(path.at(-1)) + 1} at byte ${offset}`);
        },
      },
      elementBytes,
    );
  }

  return {
    write: (chunk) => splitter.write(chunk),
    end() {
      // A list that was cut off is as good as a whole one: the format allows it.
      splitter.end();
      if (spans === undefined) {
        index.settle();
        spans = new ChromeSpans(index, sink, stableId(beginning, 16));
        splitter = makeSplitter();
      } else spans.end();
    },
    get hasProfile() {
      return hasProfile;
    },
    get settled() {
      return splitter.settled;
    },
  };
}

/** Part of a CPU profile (`../profiles/chrome-profile.ts`). */
function isProfileEvent(value: unknown): boolean {
  return isObject(value) && value['ph'] === 'P' && (value['name'] === 'Profile' || value['name'] === 'ProfileChunk');
}
