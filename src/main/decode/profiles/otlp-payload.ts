// The original of an OTLP profile (`original_payload`): read where the profile has no samples of its own.
import { objectAt, textAt, wrong } from './json-document.ts';
import { itemsAt } from './otlp-values.ts';
import { pprof } from './pprof.ts';
import type { ProfileTools } from './profile-format.ts';
import { bytesOfBase64 } from '../foreign/base64-bytes.ts';
import { DecodeFault } from '../result.ts';
import type { Profile } from '../../../contract/profiles/profile.ts';

/** `undefined` where the profile speaks for itself. */
export function payloadProfiles(message: unknown, place: string, tools: ProfileTools): readonly Profile[] | undefined {
  const profile = objectAt(message, place);
  const payload = profile['originalPayload'];
  if (payload === undefined || itemsAt(profile['samples'], `${place}.samples`).length > 0) return undefined;
  const where = `${place}.originalPayload`;
  const bytes = payload instanceof Uint8Array ? payload : bytesOfBase64(textAt(payload, where));
  if (bytes === undefined) throw wrong(where, 'base64', payload);
  const format = textAt(profile['originalPayloadFormat'], `${place}.originalPayloadFormat`);
  if (bytes.length === 0 && format === '') return undefined;
  if (format !== 'pprof') {
    throw new DecodeFault(`${place} has no samples, only an original in the format "${format}"; pprof can be read`, -1);
  }
  if (bytes.length === 0) throw new DecodeFault(`${place} has no samples, and nothing of its original is there`, -1);
  return pprof.decode(plainOf(bytes, where, tools), tools).profiles;
}

function plainOf(bytes: Uint8Array, where: string, { plain }: ProfileTools): Uint8Array {
  try {
    return plain?.(bytes) ?? bytes;
  } catch (cause) {
    throw new DecodeFault(`${where}: ${cause instanceof Error ? cause.message : String(cause)}`, -1);
  }
}
