// Undoes content encodings, within a limit that holds while inflating, not after.
// gRPC's `deflate` is the zlib format; HTTP senders also send raw deflate under that name.
import {
  gunzip,
  gunzipSync,
  inflate,
  inflateRaw,
  inflateRawSync,
  inflateSync,
  zstdDecompress,
  zstdDecompressSync,
} from 'node:zlib';
import type { BodyFormat, Compression } from '../../contract/ingest.ts';

type Inflated =
  | { readonly kind: 'inflated'; readonly bytes: Uint8Array; readonly format: BodyFormat }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broken'; readonly reason: string };

export const compressions = ['identity', 'gzip', 'deflate', 'zstd'] as const satisfies readonly Compression[];

/** `x-gzip` is an old name that RFC 9110 keeps alive; `undefined` for an encoding that is not known. */
export function compressionNamed(name: string): Compression | undefined {
  const lower = name.trim().toLowerCase();
  if (lower === '' || lower === 'identity') return 'identity';
  if (lower === 'x-gzip') return 'gzip';
  return compressions.find((known) => known === lower);
}

interface Options {
  readonly maxOutputLength: number;
  readonly chunkSize: number;
}
type Callback = (error: Error | null, bytes: Buffer) => void;
interface Codec {
  readonly now: (bytes: Uint8Array, options: Options) => Buffer;
  readonly later: (bytes: Uint8Array, options: Options, done: Callback) => void;
}

const codecs: Readonly<Record<Exclude<BodyFormat, 'identity'>, Codec>> = {
  gzip: { now: gunzipSync, later: gunzip },
  deflate: { now: inflateSync, later: inflate },
  'deflate-raw': { now: inflateRawSync, later: inflateRaw },
  zstd: { now: zstdDecompressSync, later: zstdDecompress },
};

/** Below this many compressed bytes the trip to another thread costs more than the work. */
const inlineBytes = 8 * 1024;

/**
 * @param limit largest output in bytes; inflating stops there
 */
export async function inflateWithin(bytes: Uint8Array, compression: Compression, limit: number): Promise<Inflated> {
  if (compression === 'identity')
    return bytes.length > limit ? { kind: 'too-large' } : { kind: 'inflated', bytes, format: compression };
  const format = compression === 'deflate' && !looksLikeZlib(bytes) ? 'deflate-raw' : compression;
  const codec = codecs[format];
  const options: Options = { maxOutputLength: limit, chunkSize: chunkSizeFor(bytes, compression, limit) };
  try {
    const output =
      bytes.length <= inlineBytes
        ? codec.now(bytes, options)
        : await new Promise<Buffer>((resolve, reject) => {
            codec.later(bytes, options, (error, result) => (error === null ? resolve(result) : reject(error)));
          });
    return { kind: 'inflated', bytes: output, format };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') return { kind: 'too-large' };
    return {
      kind: 'broken',
      reason: `the body is no valid ${compression} data: ${cause instanceof Error ? cause.message : String(cause)}`,
    };
  }
}

/** RFC 1950: method 8 in the low nibble, and the first two bytes are a multiple of 31. */
function looksLikeZlib(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return first !== undefined && second !== undefined && (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

/** One output chunk for the usual body: gzip states its length in the last four bytes (RFC 1952), others are guessed. */
function chunkSizeFor(bytes: Uint8Array, compression: Compression, limit: number): number {
  const most = Math.min(limit, 4 * 1024 * 1024);
  let guess = bytes.length * 8;
  if (compression === 'gzip' && bytes.length > 18) {
    guess = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true) + 64;
  }
  return Math.max(16 * 1024, Math.min(guess, most));
}
