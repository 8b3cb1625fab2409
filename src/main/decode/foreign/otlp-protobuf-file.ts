// One OTLP request in protobuf, of any size: its resource groups are handed on in requests of about a megabyte.
// By protobuf's rules a message may be cut between two fields and both halves are messages.
import { DecodeFault } from '../result.ts';
import { ByteQueue } from './byte-queue.ts';
import { elementBytes, type FileSignal, type ForeignFormat, type ForeignSink } from './foreign-format.ts';
import { protobufSignal, varintAt } from './otlp-protobuf-signal.ts';

const requestBytes = 1 << 20;

export const otlpProtobufFile: ForeignFormat = {
  id: 'otlp-protobuf',
  passes: 1,
  follows: false,
  sniff({ bytes }) {
    if (bytes[0] !== 0x0a) return false;
    const length = varintAt(bytes, 1);
    if (length === undefined) return false;
    // Empty messages are too common in other files to be known by.
    const signal = protobufSignal(bytes, 0, Number.MAX_SAFE_INTEGER);
    return signal !== undefined && signal !== 'empty' && signal !== 'profiles';
  },
  open(head, sink) {
    /** Of the file: groups whose items say nothing are of the same. */
    const usual = protobufSignal(head.bytes, 0, Number.MAX_SAFE_INTEGER);
    const queue = new ByteQueue();
    let group = 0;
    let pending: Uint8Array[] = [];
    let pendingBytes = 0;
    let pendingSignal: FileSignal = 'traces';
    let pendingFrom = 0;
    /** Of a group that is passed over. */
    let passing = 0;

    function send(): void {
      const [first] = pending;
      if (first === undefined) return;
      const bytes = pending.length === 1 ? first : joined(pending, pendingBytes);
      const place = pending.length === 1 ? `group ${pendingFrom + 1}` : `groups ${pendingFrom + 1} to ${group}`;
      sink.request(pendingSignal, 'protobuf', bytes, place);
      pending = [];
      pendingBytes = 0;
    }

    function take(field: Uint8Array): void {
      const own = protobufSignal(field, 0, field.length);
      const signal = own === 'empty' ? usual : own;
      if (signal === 'traces' || signal === 'logs' || signal === 'metrics') {
        if (pending.length > 0 && (signal !== pendingSignal || pendingBytes + field.length > requestBytes)) send();
        if (pending.length === 0) pendingFrom = group;
        pendingSignal = signal;
        pending.push(field.slice());
        pendingBytes += field.length;
        group += 1;
        return;
      }
      send();
      skipSignal(sink, signal, `group ${group + 1}`);
      group += 1;
    }

    return {
      write(chunk) {
        queue.add(chunk);
        for (;;) {
          passing -= queue.drop(passing);
          if (queue.length === 0 || passing > 0) break;
          const next = queue.peek(20);
          const tag = varintAt(next, 0);
          if (tag === undefined) break;
          if (tag.value % 8 !== 2)
            throw new DecodeFault('no OTLP protobuf: a field with another wire type should not be here', queue.offset);
          const length = varintAt(next, tag.end);
          if (length === undefined) {
            if (next.length >= 20) throw new DecodeFault('no OTLP protobuf: a length has too many bytes', queue.offset);
            break;
          }
          const whole = length.end + length.value;
          if (tag.value !== 0x0a || whole > elementBytes) {
            if (tag.value === 0x0a) sink.skip('resource groups larger than 64 MiB', `byte ${queue.offset}`);
            else sink.skip('fields that OTLP does not know', `byte ${queue.offset}`);
            passing = whole;
            continue;
          }
          if (queue.length < whole) break;
          take(queue.take(whole));
        }
        queue.own();
      },
      end() {
        send();
        if (queue.length > 0 || passing > 0)
          sink.skip('a resource group that is cut off at the end of the file', `byte ${queue.offset}`);
      },
      get settled() {
        return queue.offset;
      },
    };
  },
};

/** Says why a group that holds nothing that is stored is left out. */
function skipSignal(sink: ForeignSink, signal: 'profiles' | 'empty' | undefined, place: string): void {
  if (signal === 'profiles') sink.skip('profiles among other signals, without their dictionary', place);
  else if (signal === undefined) sink.skip('groups that are no OTLP', place);
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
