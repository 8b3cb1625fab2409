// The bytes of a profile without their compression, told by their first bytes. One buffer is made, of the size that the file
// gives; nothing grows beyond the limit, whatever it says.
import { constants, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { ContractError } from '../../contract/errors.ts';
import { profileLimits } from '../decode/profiles/profile-limits.ts';
import { systemCode } from './engine-failure.ts';

export type ProfileCompression = 'none' | 'gzip' | 'zstd';

const least = 64 * 1024;
const limit = profileLimits.bytes;
/** Of deflate. */
const mostRatio = 1032;

export function compressionOf(bytes: Uint8Array): ProfileCompression {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  const zstd = bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
  return zstd ? 'zstd' : 'none';
}

/** Throws ContractError `bad-request` for what is damaged, cut off or too large. */
export function plainProfile(received: Uint8Array): Uint8Array {
  if (received.length > limit) throw tooLarge(received.length);
  switch (compressionOf(received)) {
    case 'none':
      return received;
    case 'gzip':
      return gunzip(received);
    case 'zstd':
      return unzstd(received);
  }
}

/** For a file of so many bytes. */
export function tooLarge(bytes: number): ContractError {
  return new ContractError('bad-request', `It has ${sizeText(bytes)}; profiles of up to ${sizeText(limit)} are read.`);
}

function gunzip(received: Uint8Array): Uint8Array {
  // The last four bytes are the size, modulo 2^32, of the last member; most files have one, and some are cut off.
  const view = new DataView(received.buffer, received.byteOffset, received.byteLength);
  const said = received.length < 18 ? 0 : view.getUint32(received.length - 4, true);
  const possible = said <= received.length * mostRatio;
  if (possible && said > limit)
    throw new ContractError(
      'bad-request',
      `It says that it has ${sizeText(said)} when decompressed; profiles of up to ${sizeText(limit)} are read.`,
    );
  const expected = possible ? said : 0;
  return unpacked(received, 'gzip', () =>
    gunzipSync(received, { chunkSize: Math.max(least, expected + 64), maxOutputLength: limit }),
  );
}

function unzstd(received: Uint8Array): Uint8Array {
  return unpacked(received, 'zstd', () =>
    zstdDecompressSync(received, {
      chunkSize: 1 << 20,
      maxOutputLength: limit,
      params: { [constants.ZSTD_d_windowLogMax]: 27 },
    }),
  );
}

function unpacked(received: Uint8Array, what: string, unpack: () => Uint8Array): Uint8Array {
  try {
    return unpack();
  } catch (cause) {
    const code = systemCode(cause) ?? '';
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw new ContractError(
        'bad-request',
        `It has more than ${sizeText(limit)} when decompressed; profiles of up to that size are read.`,
      );
    if (code === 'Z_BUF_ERROR' || /unexpected end/i.test(String(cause)))
      throw new ContractError(
        'bad-request',
        `Its ${what} data is cut off: the file ends after ${received.length} bytes, in the middle of it.`,
      );
    throw new ContractError(
      'bad-request',
      `Its ${what} data is damaged (${cause instanceof Error ? cause.message : String(cause)}).`,
    );
  }
}

function sizeText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'];
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit < units.length - 1) [value, unit] = [value / 1024, unit + 1];
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${units[unit]}`;
}
