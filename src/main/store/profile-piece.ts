// Pieces of a profile's file: a byte that says how (0 as it is, 1 one zstd frame), then the bytes.
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { damaged } from './store-error.ts';

/** Bytes of the file in each piece but the last. */
export const profilePieceBytes = 1 << 20;

/** @param compress no use for what is compressed already */
export function packPiece(bytes: Uint8Array, compress: boolean): Uint8Array {
  const packed = compress ? zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 3 } }) : undefined;
  const small = packed !== undefined && packed.length < bytes.length ? packed : undefined;
  const body = small ?? bytes;
  const piece = new Uint8Array(1 + body.length);
  piece[0] = small === undefined ? 0 : 1;
  piece.set(body, 1);
  return piece;
}

/** Throws ContractError `run-corrupt`. */
export function unpackPiece(piece: Uint8Array): Uint8Array {
  const body = piece.subarray(1);
  if (piece[0] === 0) return body;
  if (piece[0] !== 1) throw damaged('a piece of a profile is packed in an unknown way');
  try {
    return zstdDecompressSync(body, { maxOutputLength: profilePieceBytes });
  } catch (cause) {
    throw damaged(`a piece of a profile cannot be unpacked: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
