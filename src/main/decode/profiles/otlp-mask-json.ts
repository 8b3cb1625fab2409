// Values of masked keys in OTLP profiles, JSON: attributes of resources and scopes, and those of the dictionary, whose keys (and
// sometimes values) are numbers of its texts, and originals. The document is written anew where there is one.
import { isObject } from './json-document.ts';
import type { MaskOriginal } from './otlp-originals.ts';
import { bytesOfBase64 } from '../foreign/base64-bytes.ts';
import { utf8Bytes, type MaskedKeys } from '../mask/masked-keys.ts';
import { base64 } from '../../../contract/text-form.ts';
import { maskBase64, maskDigits, maskText, type SecretDigest } from '../mask/write-mask.ts';

type Mutable = Record<string, unknown>;

/** @param json a request; answers the one to store, `undefined` where there is no secret, or no JSON */
export function maskOtlpJson(
  json: string,
  keys: MaskedKeys,
  digest: SecretDigest,
  maskOriginal: MaskOriginal,
): string | undefined {
  const data = parsed(json);
  if (!isObject(data)) return undefined;
  const dictionary = isObject(data['dictionary']) ? data['dictionary'] : {};
  const texts = Array.isArray(dictionary['stringTable']) ? (dictionary['stringTable'] as unknown[]) : [];
  const hiddenTexts = new Set<number>();
  let found = false;

  const textOf = (index: unknown): unknown => texts[Number(index)];
  function isMasked(one: Mutable): boolean {
    const key = typeof one['key'] === 'string' && one['key'] !== '' ? one['key'] : textOf(one['keyStrindex']);
    if (typeof key !== 'string') return false;
    const bytes = utf8Bytes(key);
    return keys.has(bytes, 0, bytes.length);
  }

  function written(text: string, write: typeof maskText): string {
    const bytes = utf8Bytes(text);
    write(bytes, 0, bytes.length, digest(bytes.slice()));
    let made = '';
    for (const byte of bytes) made += String.fromCodePoint(byte);
    return made;
  }

  /** An AnyValue, or whatever lies in one. */
  function hide(value: unknown): void {
    if (Array.isArray(value)) for (const one of value as unknown[]) hide(one);
    if (!isObject(value)) return;
    const one = value as Mutable;
    for (const [name, own] of Object.entries(one)) {
      if (name === 'stringValue' && typeof own === 'string') one[name] = written(own, maskText);
      else if (name === 'bytesValue' && typeof own === 'string') one[name] = written(own, maskBase64);
      else if (name === 'intValue') one[name] = written(String(own), maskDigits);
      else if (name === 'doubleValue') one[name] = 1 + (digest(utf8Bytes(String(own)))[0] ?? 0) / 256;
      else if (name === 'boolValue') one[name] = false;
      else if (name === 'stringValueStrindex') hiddenTexts.add(Number(own));
      else hide(own);
    }
  }

  /** Also under the name of the field in the interface definition, which is not read but kept. */
  function original(one: Mutable, name: string, formatName: string): void {
    const { [name]: payload, [formatName]: format } = one;
    if (typeof payload !== 'string' || payload === '') return;
    const bytes = bytesOfBase64(payload);
    const masked = bytes === undefined ? undefined : maskOriginal(bytes, typeof format === 'string' ? format : '');
    if (masked === undefined || masked === bytes) return;
    one[name] = base64(masked);
    found = true;
  }

  const stack: unknown[] = [data];
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (isObject(value)) {
      original(value, 'originalPayload', 'originalPayloadFormat');
      original(value, 'original_payload', 'original_payload_format');
    }
    if (isObject(value) && value['value'] !== undefined && isMasked(value)) {
      hide(value['value']);
      found = true;
    } else for (const one of Object.values(value)) if (typeof one === 'object' && one !== null) stack.push(one);
  }
  for (const index of hiddenTexts) {
    const text = texts[index];
    if (typeof text === 'string' && index > 0) texts[index] = written(text, maskText);
  }
  return found ? JSON.stringify(data) : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
