// Samples of profiles.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const own = resolve(import.meta.dirname, '../fixtures/profiles');
/** A file of the repository's samples. */
export function profileSample(path: string): Uint8Array {
  return plain(readFileSync(join(own, path)));
}

/** What pure decoders are given. */
export const profileTools = { text: (bytes: Uint8Array): string => new TextDecoder().decode(bytes) };

function plain(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
