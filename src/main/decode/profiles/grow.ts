// Typed arrays that grow by doubling.

const sizeFor = (needed: number, have: number): number => Math.max(needed, have * 2, 64);

/** The array itself when it holds `needed` items, else a larger one with the same content. */
export function growI32(array: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> {
  if (array.length >= needed) return array;
  const larger = new Int32Array(sizeFor(needed, array.length));
  larger.set(array);
  return larger;
}

export function growU8(array: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  if (array.length >= needed) return array;
  const larger = new Uint8Array(sizeFor(needed, array.length));
  larger.set(array);
  return larger;
}

export function growF64(array: Float64Array<ArrayBuffer>, needed: number): Float64Array<ArrayBuffer> {
  if (array.length >= needed) return array;
  const larger = new Float64Array(sizeFor(needed, array.length));
  larger.set(array);
  return larger;
}

export function growBigU64(array: BigUint64Array<ArrayBuffer>, needed: number): BigUint64Array<ArrayBuffer> {
  if (array.length >= needed) return array;
  const larger = new BigUint64Array(sizeFor(needed, array.length));
  larger.set(array);
  return larger;
}
