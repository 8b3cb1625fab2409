// About how much memory decoded profiles take, for bounds of what is kept.
import type { DecodedProfiles } from './profile-format.ts';

export function heldBytes(decoded: DecodedProfiles): number {
  // Texts may be slices of larger ones; counted at their own length.
  const seen = new Set<unknown>();
  let bytes = 0;
  const walk = (value: unknown): void => {
    if (typeof value === 'string') bytes += 24 + value.length;
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (ArrayBuffer.isView(value)) {
      bytes += value.byteLength;
      return;
    }
    bytes += 64;
    for (const one of Object.values(value)) walk(one);
  };
  walk(decoded);
  return bytes;
}
