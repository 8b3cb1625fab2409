// The attribute keys whose values are not kept, found from bytes without making a string.

export class MaskedKeys {
  /** In lower case, by their length in bytes. */
  readonly #byLength: readonly (readonly Uint8Array[] | undefined)[];

  /** Upper and lower case of ASCII letters are one: headers come in either. */
  constructor(keys: readonly string[]) {
    const byLength: Uint8Array[][] = [];
    for (const key of keys) {
      const bytes = utf8Bytes(key.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
      if (bytes.length > 0) (byLength[bytes.length] ??= []).push(bytes);
    }
    this.#byLength = byLength;
  }

  get none(): boolean {
    return this.#byLength.length === 0;
  }

  has(bytes: Uint8Array, start: number, length: number): boolean {
    const candidates = this.#byLength[length];
    if (candidates === undefined) return false;
    for (const key of candidates) if (isKey(bytes, start, key)) return true;
    return false;
  }
}

/** From the end, where keys that begin alike differ. */
function isKey(bytes: Uint8Array, start: number, key: Uint8Array): boolean {
  for (let i = key.length - 1; i >= 0; i--) {
    const byte = bytes[start + i] as number;
    if (byte !== key[i] && (byte < 0x41 || byte > 0x5a || (byte | 0x20) !== key[i])) return false;
  }
  return true;
}

/** UTF-8. */
export function utf8Bytes(text: string): Uint8Array {
  const written = encodeURIComponent(text.toWellFormed());
  return Uint8Array.from(written.match(/%..|./g) ?? [], (one) =>
    one.length === 1 ? one.charCodeAt(0) : Number.parseInt(one.slice(1), 16),
  );
}
