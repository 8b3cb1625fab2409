// A profile's bytes to columns: who reads them, and what is wrong with them, in words.
import { createHash } from 'node:crypto';
import { ContractError } from '../../contract/errors.ts';
import type { ProfileFormat } from '../../contract/profiles/formats.ts';
import { beatOf } from '../../contract/beat.ts';
import { usualNames, type NameWish } from '../../contract/profiles/symbol-names.ts';
import { demangledProfile } from '../decode/profiles/demangled-profile.ts';
import { profileReader, sniffProfile } from '../decode/profiles/formats.ts';
import {
  profileHeadBytes,
  type DecodedProfiles,
  type ProfileReader,
  type ProfileTools,
} from '../decode/profiles/profile-format.ts';
import { DecodeFault } from '../decode/result.ts';
import type { Alive } from '../store/reader-face.ts';
import { plainProfile } from './profile-plain.ts';

/** What came of a file: columns, or why it is only kept. */
export type ReadProfile =
  | { readonly kind: 'shown'; readonly format: ProfileFormat; readonly decoded: DecodedProfiles }
  | { readonly kind: 'unshown'; readonly format: ProfileFormat; readonly reason: string };

/** UTF-8 to text; wrong bytes become U+FFFD. */
const profileText = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

export const profileTools: ProfileTools = { text: profileText, plain: plainProfile };

/** Who reads a file with this beginning, which is decompressed. */
export function profileReaderOf(head: Uint8Array): ProfileReader | undefined {
  const bytes = head.subarray(0, profileHeadBytes);
  return sniffProfile(bytes, profileText(bytes));
}

export function contentKey(received: Uint8Array): Uint8Array {
  return createHash('sha256').update(received).digest();
}

/**
 * @param known the format, where it was recognised before or the way it came says so
 * @param alive throws once nobody waits; looked at again and again while the file is read
 * @param names how mangled names are shown
 * Throws ContractError `bad-request` for a file that cannot be read.
 */
export function readProfile(
  received: Uint8Array,
  known?: ProfileFormat,
  alive: Alive = () => undefined,
  names: NameWish = usualNames,
): ReadProfile {
  alive();
  const plain = plainProfile(received);
  alive();
  const reader = known === undefined ? profileReaderOf(plain) : profileReader(known);
  if (reader === undefined)
    throw new ContractError(
      'bad-request',
      known === undefined ? unknown(plain) : `Profiles of the format ${known} are not known here.`,
    );
  const format = reader.id;
  try {
    const beat = beatOf(alive);
    const decoded = reader.decode(plain, { ...profileTools, beat });
    const profiles = decoded.profiles.map((profile) => demangledProfile(profile, names, beat));
    return { kind: 'shown', format, decoded: { ...decoded, profiles } };
  } catch (cause) {
    if (reader.keptOnly === true && cause instanceof DecodeFault)
      return { kind: 'unshown', format, reason: sentence(cause.message) };
    throw worded(cause);
  }
}

function worded(cause: unknown): unknown {
  if (cause instanceof DecodeFault) {
    const place = cause.offset < 0 ? '' : ` (byte ${cause.offset})`;
    return new ContractError('bad-request', `The profile cannot be read: ${cause.message}${place}.`);
  }
  // Columns and texts that the machine cannot hold.
  if (
    cause instanceof RangeError ||
    (cause instanceof Error && 'code' in cause && cause.code === 'ERR_STRING_TOO_LONG')
  )
    return new ContractError('bad-request', `The profile is too large for this machine's memory: ${cause.message}.`);
  return cause;
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

function unknown(plain: Uint8Array): string {
  if (plain.length === 0) return 'The file is empty.';
  const start = profileText(plain.subarray(0, 60)).replaceAll(/[^\x20-\x7e]+/g, '…');
  return `It is no profile that is known here; it begins with ${JSON.stringify(start)}.`;
}
