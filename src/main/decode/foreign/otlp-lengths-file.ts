// What the collector's file exporter writes with `format: proto`, or with `compression: zstd`: before each request its
// length, four bytes, big end first. With compression each request is a zstd frame of its own, of protobuf or JSON.
import { ByteQueue } from './byte-queue.ts';
import { elementBytes, type ForeignFormat, type ForeignTools } from './foreign-format.ts';
import { jsonShape } from './json-shape.ts';
import { otlpJsonDocument } from './otlp-json-document.ts';
import { protobufSignal } from './otlp-protobuf-signal.ts';

const otlpKey = /^resource_?(spans|logs|metrics|profiles)$/i;

export const otlpLengthsFile: ForeignFormat = {
  id: 'otlp-protobuf-lengths',
  passes: 1,
  follows: true,
  sniff({ bytes }) {
    const length = lengthAt(bytes);
    if (length === undefined || length === 0 || length > elementBytes) return false;
    const message = bytes.subarray(4, 4 + length);
    if (isZstd(message)) return true;
    if (message[0] === 0x7b) return [...(jsonShape(message)?.keys ?? [])].some((key) => otlpKey.test(key));
    // The next message must begin alike, where it can be seen.
    const next = bytes.subarray(4 + length);
    if (next.length >= 5 && next[4] !== 0x0a && lengthAt(next) !== 0) return false;
    return message[0] === 0x0a && protobufSignal(bytes, 4, 4 + length) !== undefined;
  },
  open(_head, sink, tools) {
    const queue = new ByteQueue();
    let message = 0;
    /** Messages whose items say nothing are taken for the same as the last. */
    let usual: ReturnType<typeof protobufSignal> = 'empty';
    let passing = 0;

    function take(body: Uint8Array): void {
      const place = `message ${message}`;
      const bytes = isZstd(body) ? unpacked(body, tools) : body;
      if (bytes === undefined)
        return sink.skip('messages whose compression is damaged, or that are larger than 64 MiB', place);
      if (bytes[0] === 0x7b) {
        const document = otlpJsonDocument({
          request: (signal, encoding, request, inner) => sink.request(signal, encoding, request, `${place}, ${inner}`),
          group: (group) => sink.group(group),
          skip: (reason, inner, count) => sink.skip(reason, `${place}, ${inner}`, count),
        });
        document.write(bytes);
        return document.end();
      }
      const own = protobufSignal(bytes, 0, bytes.length);
      const signal = own === 'empty' ? usual : own;
      if (own !== undefined && own !== 'empty') usual = own;
      if (signal === undefined) sink.skip('messages that are no OTLP', place);
      else if (signal !== 'empty') sink.request(signal, 'protobuf', bytes, place);
    }

    return {
      write(chunk) {
        queue.add(chunk);
        for (;;) {
          passing -= queue.drop(passing);
          const length = passing > 0 ? undefined : lengthAt(queue.peek(4));
          if (length === undefined) break;
          if (length > elementBytes) {
            message += 1;
            sink.skip('messages larger than 64 MiB', `message ${message} at byte ${queue.offset}`);
            passing = 4 + length;
            continue;
          }
          if (queue.length < 4 + length) break;
          queue.drop(4);
          message += 1;
          if (length > 0) take(queue.take(length));
        }
        queue.own();
      },
      end() {
        if (queue.length > 0 || passing > 0)
          sink.skip(
            'a message that is cut off at the end of the file',
            `message ${message + 1} at byte ${queue.offset}`,
          );
      },
      get settled() {
        return queue.offset;
      },
    };
  },
};

function lengthAt(bytes: Uint8Array): number | undefined {
  if (bytes.length < 4) return undefined;
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
}

function isZstd(bytes: Uint8Array): boolean {
  return bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
}

function unpacked(bytes: Uint8Array, tools: ForeignTools): Uint8Array | undefined {
  try {
    return tools.unzstd(bytes, elementBytes);
  } catch {
    return undefined;
  }
}
