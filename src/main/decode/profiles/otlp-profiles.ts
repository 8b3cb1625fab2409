// OTLP profiles (the development signal): a request, or a file with what a request holds, in protobuf or JSON.
import { readOtlpRequest } from './otlp-request.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { jsonShape } from '../foreign/json-shape.ts';
import { protobufSignal } from '../foreign/otlp-protobuf-signal.ts';
import { DecodeFault } from '../result.ts';

export const otlpProfiles: ProfileReader = { id: 'otlp-profiles', sniff, decode };

function sniff(head: Uint8Array, text: string): boolean {
  if (/^\s*\{/.test(text))
    return text.includes('"resourceProfiles"') && jsonShape(head)?.keys.has('resourceProfiles') === true;
  // What the head does not hold may be as long as it likes.
  return protobufSignal(head, 0, 2 ** 40) === 'profiles';
}

/** Profiles that cannot be read are told in the notes of the first, unless there is no other. */
function decode(bytes: Uint8Array, tools: ProfileTools): DecodedProfiles {
  const { profiles, faults } = readOtlpRequest(bytes, tools);
  const [first, ...others] = profiles;
  if (first === undefined) throw faults[0]?.fault ?? new DecodeFault('the message has no profiles', -1);
  const told = faults.map(({ place, fault }) => `${place} is left out: ${fault.message}`);
  return { profiles: [{ ...first, notes: [...first.notes, ...told] }, ...others] };
}
