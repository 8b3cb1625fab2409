// A request with OTLP profiles, made ready for the store: secrets masked, every profile read once, packed. Runs in a profile
// worker of its own, so that neither senders of other signals nor somebody who looks at a profile waits for it.
import type { Rejection } from '../../contract/span-batch.ts';
import { createSecretText } from './masking.ts';
import { contentKey, profileTools } from './profile-decode.ts';
import { factsOf } from './profile-inspect.ts';
import type { OtlpIntake, TakenIn } from './profile-messages.ts';
import { createOriginalsMask } from './profile-originals.ts';
import { describedProfile, piecesOf } from './profile-pack.ts';
import { maskOtlpJson } from '../decode/profiles/otlp-mask-json.ts';
import { maskOtlpProtobuf } from '../decode/profiles/otlp-mask.ts';
import { maskOriginals } from '../decode/profiles/otlp-originals.ts';
import { readOtlpRequest } from '../decode/profiles/otlp-request.ts';
import { DecodeFault } from '../decode/result.ts';

const mostRejections = 20;

export function takeOtlpProfiles(intake: OtlpIntake): TakenIn {
  const { bytes, withheld } = masked(intake);
  try {
    const { profiles, services, faults } = readOtlpRequest(bytes, profileTools);
    const rejections = faults.slice(0, mostRejections).map(({ place, fault }) => ({
      field: place,
      offset: fault.offset,
      reason: fault.message.startsWith(place)
        ? fault.message.slice(place.length).replace(/^[.\s]+/, '')
        : fault.message,
    }));
    const told = {
      accepted: profiles.length,
      rejected: faults.length,
      rejections: [...rejections, ...withheld],
      withheld,
      services,
    };
    if (profiles.length === 0) return { kind: 'taken', profile: undefined, ...told };
    const inspected = {
      ...factsOf(profiles),
      format: 'otlp-profiles',
      bytes: bytes.length,
      compression: 'none',
      sha256: contentKey(bytes),
      unshown: undefined,
    } as const;
    const arrived = {
      origin: 'otlp',
      name: '',
      services,
      source: intake.sender,
      receivedAt: intake.receivedAt,
    } as const;
    return { kind: 'taken', profile: describedProfile(arrived, inspected, piecesOf(bytes, 'none')), ...told };
  } catch (fault) {
    if (!(fault instanceof DecodeFault)) throw fault;
    return { kind: 'refused', reason: fault.message, offset: fault.offset };
  }
}

interface MaskedRequest {
  readonly bytes: Uint8Array;
  readonly withheld: readonly Rejection[];
}

function masked({ bytes, encoding, masking }: OtlpIntake): MaskedRequest {
  const { keys, digest } = createSecretText(masking);
  if (keys.none) return { bytes, withheld: [] };
  const originals = createOriginalsMask(keys, digest);
  if (encoding === 'json') {
    const text = maskOtlpJson(profileTools.text(bytes), keys, digest, originals.mask);
    return { bytes: text === undefined ? bytes : Buffer.from(text), withheld: originals.withheld() };
  }
  const copy = Uint8Array.from(bytes);
  const own = maskOtlpProtobuf(copy, keys, digest) ? copy : bytes;
  return { bytes: maskOriginals(own, originals.mask, profileTools.text) ?? own, withheld: originals.withheld() };
}
