// The output of a command, passed on byte by byte as it comes, and shown to somebody on the way. Whoever reads it sets the
// pace; when nobody does any more (a closed pipe), the command is told as it would be without us.
import type { Readable, Writable } from 'node:stream';

/** @param look the bytes hold until this returns */
export function passOn(from: Readable, to: Writable, look: (bytes: Uint8Array) => void): void {
  from.on('data', (bytes: Buffer) => {
    look(bytes);
    if (to.write(bytes)) return;
    from.pause();
    to.once('drain', () => from.resume());
  });
  to.on('error', () => from.destroy());
}
