// Makes random OTLP messages odder still: ids that spans, records, parents and links share, and texts that are no UTF-8.
import type { Random } from './random.ts';

const ids = Array.from({ length: 4 }, (_, i) => new Uint8Array(16).fill(i + 1));

/** Gives half of the ids in a message, at any depth, one of a few values. Changes it in place. */
export function shareIds(random: Random, message: unknown): void {
  if (typeof message !== 'object' || message === null || message instanceof Uint8Array) return;
  for (const [key, value] of Object.entries(message)) {
    if ((key === 'traceId' || key === 'spanId' || key === 'parentSpanId') && random.next() < 0.5)
      Object.assign(message, { [key]: random.pick(ids).slice(0, key === 'traceId' ? 16 : 8) });
    else shareIds(random, value);
  }
}

/** The protobuf bytes of a message, with a byte in one of its texts, where it has the one looked for, that is no UTF-8. */
export function withBrokenText(random: Random, bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf('ünïcode');
  if (at >= 0 && random.next() < 0.5) copy[at] = 0xff;
  return copy;
}
