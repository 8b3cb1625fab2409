// Whether a file is a profile, by its first bytes: it is brought into the run that is being looked at, where traces become a run of
// their own.
import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { ProfileReader } from '../decode/profiles/profile-format.ts';
import { sniffFormat } from '../decode/foreign/formats.ts';
import { compressionOf } from './profile-plain.ts';
import { profileReaderOf } from './profile-decode.ts';

/** Small, for what may grow a thousandfold when it is unpacked. */
const headBytes = 32 * 1024;

/** False also for what cannot be read: whoever imports it says why. */
export function isProfileFile(path: string): boolean {
  try {
    return isProfile(headOf(path));
  } catch {
    return false;
  }
}

/** @param head the first bytes of a file, as they are in it */
export function isProfile(head: Uint8Array): boolean {
  try {
    return profileOf(plainOf(head.subarray(0, headBytes))) !== undefined;
  } catch {
    return false;
  }
}

/** Who reads a file with this beginning, which is decompressed; `undefined` for what is not, or also something else. */
export function profileOf(head: Uint8Array): ProfileReader | undefined {
  const { head: known, format } = sniffFormat(head);
  // JSON of a trace has keys of its own; bytes of a profile could be taken for OTLP.
  return format === undefined || known.json === undefined ? profileReaderOf(head) : undefined;
}

function headOf(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(headBytes);
    return buffer.subarray(0, readSync(file, buffer, 0, headBytes, 0));
  } finally {
    closeSync(file);
  }
}

/** What is there of it: its end is not. */
function plainOf(bytes: Uint8Array): Uint8Array {
  switch (compressionOf(bytes)) {
    case 'none':
      return bytes;
    case 'gzip':
      return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
    case 'zstd':
      return zstdDecompressSync(bytes, { finishFlush: constants.ZSTD_e_flush });
  }
}
