// Packs bytes as snappy's block format knows it, as literals alone: valid, and no shorter.

export function snappyLiterals(bytes: Uint8Array): Uint8Array {
  const parts: number[] = [];
  let size = bytes.length;
  for (; size > 0x7f; size = Math.floor(size / 128)) parts.push((size % 128) + 128);
  parts.push(size);
  const pieces: Uint8Array[] = [Uint8Array.from(parts)];
  for (let at = 0; at < bytes.length; at += 65_536) {
    const piece = bytes.subarray(at, at + 65_536);
    pieces.push(Uint8Array.of(61 << 2, (piece.length - 1) & 0xff, (piece.length - 1) >>> 8), piece);
  }
  return Buffer.concat(pieces);
}
