// A file as pieces of bytes, decompressed by what its first bytes say, not by its name.
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { constants, createGunzip, createZstdDecompress } from 'node:zlib';

export interface FileSource {
  readonly compression: 'gzip' | 'zstd' | undefined;
  /** Bytes of the file on disk that were read, in the pass at hand. */
  readonly bytesRead: number;
  /** The file from `from` on (0 for compressed ones). A piece holds until the next one is asked for. */
  pieces(from: number): AsyncIterable<Uint8Array>;
}

/** Bytes per piece of a plain file. */
const pieceBytes = 2 << 20;

export function openFileSource(path: string): FileSource {
  const compression = compressionOf(path);
  let bytesRead = 0;

  async function* plain(from: number): AsyncIterable<Uint8Array> {
    const file = openSync(path, 'r');
    const buffer = new Uint8Array(pieceBytes);
    bytesRead = from;
    try {
      for (;;) {
        const count = readSync(file, buffer, 0, pieceBytes, bytesRead);
        if (count === 0) return;
        bytesRead += count;
        yield buffer.subarray(0, count);
      }
    } finally {
      closeSync(file);
    }
  }

  async function* inflated(): AsyncIterable<Uint8Array> {
    const file = createReadStream(path, { highWaterMark: 256 * 1024 });
    const inflate =
      compression === 'gzip'
        ? createGunzip({ chunkSize: 1 << 20 })
        : createZstdDecompress({ chunkSize: 1 << 20, params: { [constants.ZSTD_d_windowLogMax]: 26 } });
    file.on('error', (error) => inflate.destroy(error));
    file.pipe(inflate);
    try {
      for await (const piece of inflate) {
        ({ bytesRead } = file);
        // As plain bytes: `slice` of a Buffer would not copy.
        const { buffer, byteOffset, byteLength } = piece as Buffer;
        yield new Uint8Array(buffer, byteOffset, byteLength);
      }
    } finally {
      file.destroy();
      inflate.destroy();
    }
  }

  return {
    compression,
    get bytesRead() {
      return bytesRead;
    },
    pieces: (from) => (compression === undefined ? plain(from) : inflated()),
  };
}

/** The first `count` decompressed bytes, or all where there are fewer. */
export async function readHead(source: FileSource, count: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source.pieces(0)) {
    parts.push(piece.slice(0, count - length));
    length += piece.length;
    if (length >= count) break;
  }
  return new Uint8Array(Buffer.concat(parts));
}

function compressionOf(path: string): FileSource['compression'] {
  const file = openSync(path, 'r');
  try {
    const magic = Buffer.alloc(4);
    readSync(file, magic, 0, 4, 0);
    if (magic[0] === 0x1f && magic[1] === 0x8b) return 'gzip';
    return magic.readUInt32LE() === 0xfd2fb528 ? 'zstd' : undefined;
  } finally {
    closeSync(file);
  }
}
