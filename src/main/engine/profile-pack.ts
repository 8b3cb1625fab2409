// A profile that was received, with what was found out of it, as the store takes it.
import type { ProfileOrigin } from '../../contract/profiles/list.ts';
import type { SampleType } from '../../contract/profiles/profile.ts';
import type { UnixNanos } from '../../contract/time.ts';
import { kindOfProfile } from '../decode/profiles/kind-of-profile.ts';
import type { NewProfile } from '../store/new-profile.ts';
import { packPiece, profilePieceBytes } from '../store/profile-piece.ts';
import type { InspectedProfile } from './profile-messages.ts';

/** What is known of a profile by the way it came. */
export interface ArrivedProfile {
  readonly origin: ProfileOrigin;
  readonly name: string;
  readonly services: readonly string[];
  /** Name of the file, address that was fetched, or sender. */
  readonly source: string;
  readonly receivedAt: UnixNanos;
  /** When it was begun to be taken, where that is known; the file's own word counts more. */
  readonly start?: UnixNanos;
  /** How long it was taken, where that is known; the file's own word counts more. */
  readonly durationNanos?: number;
}

export interface ReceivedProfile extends ArrivedProfile {
  readonly bytes: Uint8Array;
}

export function packProfile(received: ReceivedProfile, inspected: InspectedProfile): NewProfile {
  return describedProfile(received, inspected, piecesOf(received.bytes, inspected.compression));
}

/** @param pieces made by `packPiece` */
export function describedProfile(
  arrived: ArrivedProfile,
  inspected: InspectedProfile,
  pieces: readonly Uint8Array[],
): NewProfile {
  const { origin, name, services, source, receivedAt } = arrived;
  const { title, format, sampleTypes, defaultType } = inspected;
  const kind = kindOfProfile({ format, types: sampleTypes, defaultType, source });
  const alone = origin === 'file';
  const { parts, samples, bytes, unshown, compression, sha256, spans } = inspected;
  return {
    format,
    sampleTypes,
    parts,
    samples,
    bytes,
    unshown,
    compression,
    sha256,
    spans,
    start: inspected.start ?? arrived.start,
    durationNanos: inspected.durationNanos > 0 ? inspected.durationNanos : (arrived.durationNanos ?? 0),
    kind,
    name: name === '' ? title : name,
    services,
    origin,
    source,
    series: alone ? '' : seriesOf(services, source, kind, sampleTypes),
    receivedAt,
    pieces,
  };
}

export function piecesOf(bytes: Uint8Array, compression: NewProfile['compression']): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += profilePieceBytes)
    pieces.push(packPiece(bytes.subarray(start, start + profilePieceBytes), compression === 'none'));
  return pieces;
}

/** Profiles that follow on each other: of the same services, from the same place, with the same values. */
function seriesOf(services: readonly string[], source: string, kind: string, types: readonly SampleType[]): string {
  return [services.join(','), source, kind, types.map(({ type, unit }) => `${type}/${unit}`).join(',')].join(' ');
}
