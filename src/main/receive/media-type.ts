// The encoding of an OTLP/HTTP body, from its content type or, where that says nothing, from its first bytes.
import type { Encoding } from '../../contract/ingest.ts';

type NamedEncoding =
  | { readonly kind: 'known'; readonly encoding: Encoding }
  /** Not what OTLP asks for, but the body may still tell. */
  | { readonly kind: 'odd'; readonly note: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly grpc: boolean };

export function encodingNamed(contentType: string): NamedEncoding {
  const [type = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (type.startsWith('application/grpc'))
    return { kind: 'refused', reason: `content-type ${type} is not OTLP/HTTP`, grpc: true };
  if (type === 'application/x-protobuf' || type === 'application/protobuf')
    return { kind: 'known', encoding: 'protobuf' };
  if (type === 'application/json') {
    const charset = parameters
      .find((part) => part.startsWith('charset='))
      ?.slice('charset='.length)
      .replaceAll('"', '');
    if (charset === undefined || charset === 'utf-8' || charset === 'utf8' || charset === 'us-ascii')
      return { kind: 'known', encoding: 'json' };
    return { kind: 'refused', reason: `charset ${charset} is not supported; JSON is sent as UTF-8`, grpc: false };
  }
  if (type === '') return { kind: 'odd', note: 'no content-type was sent' };
  if (
    /^(text\/|application\/octet-stream|application\/vnd\.google\.protobuf|application\/x-www-form-urlencoded|application\/.*\+json)/.test(
      type,
    )
  ) {
    return { kind: 'odd', note: `content-type ${type} is not the one of OTLP` };
  }
  return {
    kind: 'refused',
    reason: `content-type ${type} is not supported; OTLP/HTTP takes application/x-protobuf and application/json`,
    grpc: false,
  };
}

/**
 * JSON begins with `{` after a byte order mark and white space, and ends with `}`. A protobuf request begins with 0x0a,
 * which is white space too, and a length, which may be 0x7b: so the end and the first key are looked at as well.
 */
export function sniffEncoding(bytes: Uint8Array): Encoding {
  const start = skipSpace(bytes, bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  if (bytes[start] !== 0x7b) return 'protobuf';
  const key = bytes[skipSpace(bytes, start + 1)];
  let end = bytes.length - 1;
  while (end > start && isSpace(bytes[end])) end -= 1;
  return (key === 0x22 || key === 0x7d) && bytes[end] === 0x7d ? 'json' : start === 0 ? 'json' : 'protobuf';
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isSpace(bytes[at])) at += 1;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
