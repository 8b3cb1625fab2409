// Labels (names and texts) as the body of a KeyValueList, the form in which a run keeps attributes.

const encoder = new TextEncoder();

/** any-value.ts reads it back. */
export function textAttributes(labels: readonly (readonly [string, string])[]): Uint8Array {
  return Buffer.concat(
    labels.map(([name, value]) => {
      const anyValue = field(0x0a, encoder.encode(value));
      return field(0x0a, Buffer.concat([field(0x0a, encoder.encode(name)), field(0x12, anyValue)]));
    }),
  );
}

function field(tag: number, body: Uint8Array): Buffer {
  const head = [tag];
  let rest = body.length;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) head.push((rest % 128) | 0x80);
  head.push(rest);
  return Buffer.concat([Uint8Array.from(head), body]);
}
