// The first moments of a connection: waits for enough bytes to tell the protocol, puts them back, and hands the socket on.
// A connection that is closed without a byte (a reachability probe) leaves no trace.
import type { Socket } from 'node:net';
import { sniff, type Protocol } from './sniff.ts';

/**
 * @param onProtocol called once, with the bytes still to be read from the socket
 * @param millis how long the client may stay silent; then the socket is closed without a word
 */
export function accept(socket: Socket, millis: number, onProtocol: (protocol: Protocol) => void): void {
  let seen: Buffer[] = [];
  const leave = () => {
    clearTimeout(timer);
    socket.off('readable', onReadable).off('end', onEnd).off('close', leave);
  };
  const decide = (protocol: Protocol) => {
    leave();
    if (seen.length > 0) socket.unshift(seen.length === 1 ? (seen[0] as Buffer) : Buffer.concat(seen));
    seen = [];
    onProtocol(protocol);
  };
  const onReadable = () => {
    for (let chunk: unknown = socket.read(); chunk !== null; chunk = socket.read())
      if (Buffer.isBuffer(chunk)) seen.push(chunk);
    const protocol = sniff(seen.length === 1 ? (seen[0] as Buffer) : Buffer.concat(seen));
    if (protocol !== undefined) decide(protocol);
  };
  const onEnd = () => {
    if (seen.length > 0) return decide('other');
    leave();
    socket.destroy();
  };
  const timer = setTimeout(() => {
    leave();
    socket.destroy();
  }, millis);
  timer.unref();
  socket.on('error', () => socket.destroy());
  socket.on('readable', onReadable).on('end', onEnd).on('close', leave);
}
