// Files of profiles as the engine reads them: decompressed, told apart by their content, decoded.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sniffProfile } from '../../../src/main/decode/profiles/formats.ts';
import {
  profileHeadBytes,
  type DecodedProfiles,
  type ProfileReader,
  type ProfileTools,
} from '../../../src/main/decode/profiles/profile-format.ts';

export const profileTools: ProfileTools = { text: (bytes) => new TextDecoder().decode(bytes), plain };

const here = resolve(import.meta.dirname, '../../fixtures/profiles');
const large = resolve(import.meta.dirname, '../../../../shared/fixtures/profiles');

/** Bytes of a sample in the repository, decompressed. */
export const profileFixture = (name: string): Uint8Array => plain(readFileSync(join(here, name)));

/** Bytes of a sample of the folder beside the repository, decompressed; undefined in copies that lack it. */
export function largeProfileFixture(name: string): Uint8Array | undefined {
  return existsSync(join(large, name)) ? plain(readFileSync(join(large, name))) : undefined;
}

export function readerOf(bytes: Uint8Array): ProfileReader | undefined {
  const head = bytes.subarray(0, profileHeadBytes);
  return sniffProfile(head, profileTools.text(head));
}

/** Throws DecodeFault, and Error where no format is recognised. */
export function readProfiles(bytes: Uint8Array): DecodedProfiles {
  const reader = readerOf(bytes);
  if (reader === undefined) throw new Error('no format recognised');
  return reader.decode(bytes, profileTools);
}

function plain(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}
