// What an OTLP message holds of profiles, one by one: a profile that cannot be read leaves the others as they are.
import { isObject, objectAt, parseDocument, textAt, type JsonObject } from './json-document.ts';
import { OtlpDictionary } from './otlp-dictionary.ts';
import { profilesData, readMessage } from './otlp-messages.ts';
import { payloadProfiles } from './otlp-payload.ts';
import { decodeOtlpProfile } from './otlp-profile.ts';
import { itemsAt } from './otlp-values.ts';
import type { ProfileTools } from './profile-format.ts';
import { WireReader } from '../protobuf/wire-reader.ts';
import { DecodeFault } from '../result.ts';
import type { Profile } from '../../../contract/profiles/profile.ts';

export interface OtlpRequest {
  readonly profiles: readonly Profile[];
  /** Names of the services whose they are, each once. */
  readonly services: readonly string[];
  readonly faults: readonly { readonly place: string; readonly fault: DecodeFault }[];
}

/** Objects take many times the room of the bytes they come from. */
const largest = 256 * 1024 * 1024;

/** Throws DecodeFault for a message that cannot be read as a whole. */
export function readOtlpRequest(bytes: Uint8Array, tools: ProfileTools): OtlpRequest {
  if (bytes.length > largest)
    throw new DecodeFault(`${bytes.length} bytes of OTLP profiles; at most ${largest} can be read`, 0);
  const json = /^\s*\{/.test(tools.text(bytes.subarray(0, 64)));
  const data = json ? objectAt(parseDocument(bytes, tools), 'the file') : readProtobuf(bytes, tools);
  const dictionary = new OtlpDictionary(data['dictionary']);
  const profiles: Profile[] = [];
  const faults: { place: string; fault: DecodeFault }[] = [];
  const services = new Set<string>();

  function read(profile: unknown, place: string, resource: readonly string[]): void {
    try {
      const original = payloadProfiles(profile, place, tools);
      profiles.push(...(original ?? [decodeOtlpProfile(profile, place, dictionary, resource, tools.beat)]));
    } catch (fault) {
      if (!(fault instanceof DecodeFault)) throw fault;
      faults.push({ place, fault });
    }
  }

  for (const [r, one] of itemsAt(data['resourceProfiles'], 'resourceProfiles').entries()) {
    const resourcePlace = `resourceProfiles[${r}]`;
    const group = objectAt(one, resourcePlace);
    const attributes = resourceAttributes(group, resourcePlace, dictionary);
    const service = attributes.find(({ key }) => key === 'service.name')?.value;
    if (typeof service === 'string' && service !== '') services.add(service);
    const resource = attributes.map(({ key, value }) => `${key}=${value}`);
    for (const [s, scope] of itemsAt(group['scopeProfiles'], `${resourcePlace}.scopeProfiles`).entries()) {
      const scopePlace = `${resourcePlace}.scopeProfiles[${s}]`;
      const list = itemsAt(objectAt(scope, scopePlace)['profiles'], `${scopePlace}.profiles`);
      for (const [p, profile] of list.entries()) read(profile, `${scopePlace}.profiles[${p}]`, resource);
    }
  }
  return { profiles, services: [...services], faults };
}

function readProtobuf(bytes: Uint8Array, tools: ProfileTools): JsonObject {
  const reader = new WireReader();
  reader.reset(bytes);
  return readMessage(reader, bytes.length, profilesData, tools);
}

function resourceAttributes(
  group: JsonObject,
  place: string,
  dictionary: OtlpDictionary,
): readonly { readonly key: string; readonly value: string | number }[] {
  const { resource } = group;
  if (!isObject(resource)) return [];
  return itemsAt(resource['attributes'], `${place}.resource.attributes`).map((one, at) => {
    const where = `${place}.resource.attributes[${at}]`;
    const attribute = objectAt(one, where);
    const key =
      textAt(attribute['key'], `${where}.key`) || dictionary.text(attribute['keyStrindex'], `${where}.keyStrindex`);
    return { key, value: dictionary.value(attribute['value'], `${where}.value`) };
  });
}
