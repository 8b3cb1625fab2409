// OTLP profiles (the development signal): a request, or a file with what a request holds, in protobuf or JSON.
import { isObject, objectAt, parseDocument, textAt, type JsonObject } from './json-document.ts';
import { OtlpDictionary } from './otlp-dictionary.ts';
import { profilesData, readMessage } from './otlp-messages.ts';
import { decodeOtlpProfile } from './otlp-profile.ts';
import { itemsAt } from './otlp-values.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { jsonShape } from '../foreign/json-shape.ts';
import { protobufSignal } from '../foreign/otlp-protobuf-signal.ts';
import { WireReader } from '../protobuf/wire-reader.ts';
import { DecodeFault } from '../result.ts';
import type { Profile } from '../../../contract/profiles/profile.ts';

export const otlpProfiles: ProfileReader = { id: 'otlp-profiles', sniff, decode };

/** Objects take many times the room of the bytes they come from. */
const largest = 256 * 1024 * 1024;

function sniff(head: Uint8Array, text: string): boolean {
  if (/^\s*\{/.test(text))
    return text.includes('"resourceProfiles"') && jsonShape(head)?.keys.has('resourceProfiles') === true;
  // What the head does not hold may be as long as it likes.
  return protobufSignal(head, 0, 2 ** 40) === 'profiles';
}

function decode(bytes: Uint8Array, tools: ProfileTools): DecodedProfiles {
  if (bytes.length > largest)
    throw new DecodeFault(`${bytes.length} bytes of OTLP profiles; at most ${largest} can be read`, 0);
  const json = /^\s*\{/.test(tools.text(bytes.subarray(0, 64)));
  const data = json ? objectAt(parseDocument(bytes, tools), 'the file') : readProtobuf(bytes, tools);
  const dictionary = new OtlpDictionary(data['dictionary']);
  const profiles: Profile[] = [];
  for (const [r, one] of itemsAt(data['resourceProfiles'], 'resourceProfiles').entries()) {
    const resourcePlace = `resourceProfiles[${r}]`;
    const group = objectAt(one, resourcePlace);
    const resource = resourceComments(group, resourcePlace, dictionary);
    for (const [s, scope] of itemsAt(group['scopeProfiles'], `${resourcePlace}.scopeProfiles`).entries()) {
      const scopePlace = `${resourcePlace}.scopeProfiles[${s}]`;
      const list = itemsAt(objectAt(scope, scopePlace)['profiles'], `${scopePlace}.profiles`);
      for (const [p, profile] of list.entries()) {
        profiles.push(decodeOtlpProfile(profile, `${scopePlace}.profiles[${p}]`, dictionary, resource));
      }
    }
  }
  if (profiles.length === 0) throw new DecodeFault('the message has no profiles', -1);
  return { profiles };
}

function readProtobuf(bytes: Uint8Array, tools: ProfileTools): JsonObject {
  const reader = new WireReader();
  reader.reset(bytes);
  return readMessage(reader, bytes.length, profilesData, tools);
}

function resourceComments(group: JsonObject, place: string, dictionary: OtlpDictionary): readonly string[] {
  const { resource } = group;
  if (!isObject(resource)) return [];
  return itemsAt(resource['attributes'], `${place}.resource.attributes`).map((one, at) => {
    const where = `${place}.resource.attributes[${at}]`;
    const attribute = objectAt(one, where);
    const key =
      textAt(attribute['key'], `${where}.key`) || dictionary.text(attribute['keyStrindex'], `${where}.keyStrindex`);
    return `${key}=${dictionary.value(attribute['value'], `${where}.value`)}`;
  });
}
