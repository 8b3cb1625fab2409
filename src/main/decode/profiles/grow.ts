// Typed arrays that grow by doubling.

const sizeFor = (needed: number, have: number): number => Math.max(needed, have * 2, 64);

/** The array itself when it holds `needed` items, else a larger one with the same content. */
export function growI32(array: Int32Array, needed: number): Int32Array {
  if (array.length >= needed) return array;
  const larger = new Int32Array(sizeFor(needed, array.length));
  larger.set(array);
  return larger;
}

export function growU8(array: Uint8Array, needed: number): Uint8Array {
  if (array.length >= needed) return array;
  const larger = new Uint8Array(sizeFor(needed, array.length));
  larger.set(array);
  return larger;
}

export function growF64(array: Float64Array, needed: number): Float64Array {
  if (array.length >= needed) return array;
  const larger = new Float64Array(sizeFor(needed, array.length));
  larger.set(array);
  return larger;
}

export function growBigU64(array: BigUint64Array, needed: number): BigUint64Array {
  if (array.length >= needed) return array;
  const larger = new BigUint64Array(sizeFor(needed, array.length));
  larger.set(array);
  return larger;
}
