// Tells a protocol by the first bytes of a connection.

export type Protocol = 'http2' | 'http1' | 'tls' | 'other';

const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');
const methods = ['GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'DELETE', 'PATCH', 'CONNECT', 'TRACE'].map((name) =>
  Buffer.from(`${name} `, 'latin1'),
);

/**
 * `undefined` while the bytes are too few to tell. TLS is a handshake record (0x16, major version 3);
 * HTTP/2 is the client preface of RFC 9113, 3.4.
 */
export function sniff(bytes: Buffer): Protocol | undefined {
  if (bytes.length === 0) return undefined;
  if (bytes[0] === 0x16) {
    if (bytes.length < 2) return undefined;
    return bytes[1] === 0x03 ? 'tls' : 'other';
  }
  if (agrees(bytes, preface)) return bytes.length >= 4 ? 'http2' : undefined;
  for (const method of methods) {
    if (agrees(bytes, method)) return bytes.length >= method.length ? 'http1' : undefined;
  }
  return 'other';
}

function agrees(bytes: Buffer, pattern: Buffer): boolean {
  const length = Math.min(bytes.length, pattern.length);
  return bytes.compare(pattern, 0, length, 0, length) === 0;
}
