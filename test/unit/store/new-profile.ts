// A profile as a writer takes it, of any bytes.
import { createHash } from 'node:crypto';
import { unixNanos } from '../../../src/contract/time.ts';
import type { NewProfile } from '../../../src/main/store/new-profile.ts';
import { packPiece, profilePieceBytes } from '../../../src/main/store/profile-piece.ts';

export function newProfile(bytes: Uint8Array = Buffer.from('a;b 1\n'), change: Partial<NewProfile> = {}): NewProfile {
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += profilePieceBytes)
    pieces.push(packPiece(bytes.subarray(start, start + profilePieceBytes), true));
  return {
    format: 'folded',
    kind: 'cpu',
    name: 'work',
    services: ['shop'],
    origin: 'file',
    source: 'work.folded',
    series: '',
    start: unixNanos(1_767_225_600_123_456_789n),
    durationNanos: 5e9,
    receivedAt: unixNanos(1_767_225_610_000_000_000n),
    sampleTypes: [{ type: 'samples', unit: 'count' }],
    parts: 1,
    samples: 1,
    bytes: bytes.length,
    unshown: undefined,
    compression: 'none',
    sha256: createHash('sha256').update(bytes).digest(),
    spans: [],
    pieces,
    ...change,
  };
}
