// Reads a request body within its limits: size, the shared queue, and time.
import type { Readable } from 'node:stream';
import type { Ticket } from './gate.ts';

type BodyRead =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'too-large'; readonly bytesRead: number }
  | { readonly kind: 'queue-full'; readonly bytesRead: number }
  | { readonly kind: 'too-slow'; readonly bytesRead: number }
  | { readonly kind: 'gone'; readonly bytesRead: number };

/**
 * Stops listening, but does not destroy the stream, as soon as a limit is reached.
 * @param room memory for a body whose length was announced: what is read lies there if it fits
 */
export function readBody(
  body: Readable,
  ticket: Ticket,
  limit: number,
  millis: number,
  room?: Buffer,
): Promise<BodyRead> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (read: BodyRead) => {
      clearTimeout(timer);
      body.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
      body.on('error', () => undefined);
      resolve(read);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) return settle({ kind: 'too-large', bytesRead: size });
      if (!ticket.grow(chunk.length)) return settle({ kind: 'queue-full', bytesRead: size });
      if (room !== undefined && size <= room.length) {
        room.set(chunk, size - chunk.length);
        return;
      }
      // Longer than announced: what is in the room comes first.
      if (room !== undefined && chunks.length === 0) chunks.push(room.subarray(0, size - chunk.length));
      chunks.push(chunk);
    };
    const onEnd = () => settle({ kind: 'whole', bytes: whole() });
    const whole = (): Buffer => {
      if (room !== undefined && chunks.length === 0) return room.subarray(0, size);
      return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size);
    };
    const onGone = () => settle({ kind: 'gone', bytesRead: size });
    const timer = setTimeout(() => settle({ kind: 'too-slow', bytesRead: size }), millis);
    body.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  });
}
