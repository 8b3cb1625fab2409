// Labels (names and texts) as the body of a KeyValueList, the form in which a run keeps attributes.

/** any-value.ts reads it back. */
export function textAttributes(labels: readonly (readonly [string, string])[]): Uint8Array {
  let size = 0;
  for (const [name, value] of labels) size += fieldSize(pairSize(Buffer.byteLength(name), Buffer.byteLength(value)));
  const out = Buffer.allocUnsafe(size);
  let at = 0;
  const head = (tag: number, length: number): void => {
    out[at++] = tag;
    let rest = length;
    for (; rest >= 0x80; rest = Math.floor(rest / 128)) out[at++] = (rest % 128) | 0x80;
    out[at++] = rest;
  };
  for (const [name, value] of labels) {
    const nameBytes = Buffer.byteLength(name);
    const valueBytes = Buffer.byteLength(value);
    head(0x0a, pairSize(nameBytes, valueBytes));
    head(0x0a, nameBytes);
    at += out.write(name, at);
    head(0x12, fieldSize(valueBytes));
    head(0x0a, valueBytes);
    at += out.write(value, at);
  }
  return out;
}

/** Tag, length and body. */
function fieldSize(length: number): number {
  let size = 2 + length;
  for (let rest = length; rest >= 0x80; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

const pairSize = (name: number, value: number): number => fieldSize(name) + fieldSize(fieldSize(value));
