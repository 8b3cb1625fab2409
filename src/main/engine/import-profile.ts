// A file that is a profile, imported: decoded by the profile worker, which keeps it for whoever opens it next, and stored as it
// stands on the disk.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { ImportOrder } from './import-messages.ts';
import type { InspectedProfile } from './profile-messages.ts';
import { describedProfile } from './profile-pack.ts';
import { ContractError } from '../../contract/errors.ts';
import { unixNanosOfMillis } from '../../contract/time.ts';
import type { AddedProfile, NewProfile } from '../store/new-profile.ts';
import { packPiece, profilePieceBytes } from '../store/profile-piece.ts';

export interface ImportProfileParts {
  readonly inspect: (file: { readonly path: string }) => Promise<InspectedProfile>;
  readonly store: (profile: NewProfile) => Promise<AddedProfile>;
  /** Called after every piece; throws when the import was cancelled. */
  readonly onRead: (bytesRead: number) => Promise<void>;
}

/** Rejects with ContractError in words for a file that cannot be read. */
export async function importProfile(order: ImportOrder, parts: ImportProfileParts): Promise<AddedProfile> {
  const inspected = await parts.inspect({ path: order.path });
  const pieces: Uint8Array[] = [];
  const hash = createHash('sha256');
  let read = 0;
  for await (const bytes of piecesOf(order.path)) {
    hash.update(bytes);
    pieces.push(packPiece(bytes, inspected.compression === 'none'));
    read += bytes.length;
    await parts.onRead(read);
  }
  if (Buffer.compare(hash.digest(), inspected.sha256) !== 0)
    throw new ContractError(
      'bad-request',
      'The file changed while it was read. Import it again when nothing writes it.',
    );
  const arrived = {
    origin: 'file',
    name: order.name,
    services: [],
    source: order.name,
    receivedAt: unixNanosOfMillis(Date.now()),
  } as const;
  return parts.store(describedProfile(arrived, inspected, pieces));
}

/** Of the size of stored pieces but for the last. */
async function* piecesOf(path: string): AsyncIterable<Uint8Array> {
  let left: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: profilePieceBytes })) {
    let bytes = left.length === 0 ? (chunk as Buffer) : Buffer.concat([left, chunk as Buffer]);
    for (; bytes.length >= profilePieceBytes; bytes = bytes.subarray(profilePieceBytes))
      yield bytes.subarray(0, profilePieceBytes);
    left = bytes;
  }
  if (left.length > 0) yield left;
}
