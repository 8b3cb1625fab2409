// CPU profiles of gperftools: machine words (32 or 64 bits, either byte order). Header 0, 3, 0, period in microseconds, 0;
// then per stack its count, its depth and addresses, innermost first; 0, 1, 0 ends them; the rest is text with the libraries.
import { addAddressSamples, type AddressSample } from './address-stacks.ts';
import { MemoryMap } from './memory-map.ts';
import { ProfileBuilder } from './profile-builder.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { profileLimits } from './profile-limits.ts';
import { textLines } from './text-lines.ts';
import { DecodeFault } from '../result.ts';

export const gperftoolsCpu: ProfileReader = {
  id: 'pprof-legacy-cpu',
  sniff: (head) => wordsOf(head) !== undefined,
  decode,
};

interface Words {
  readonly size: 4 | 8;
  readonly at: (index: number) => bigint;
  readonly count: number;
}

/** How the words of a file lie, by its header; `undefined` for other files. */
function wordsOf(bytes: Uint8Array): Words | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const size of [4, 8] as const) {
    for (const little of [true, false]) {
      const at = (index: number): bigint =>
        size === 4 ? BigInt(view.getUint32(index * 4, little)) : view.getBigUint64(index * 8, little);
      const count = Math.floor(bytes.length / size);
      if (count < 5) continue;
      if (at(0) === 0n && at(1) === 3n && at(2) === 0n && at(3) > 0n && at(4) === 0n) return { size, at, count };
    }
  }
  return undefined;
}

function decode(bytes: Uint8Array, tools: ProfileTools): DecodedProfiles {
  const words = wordsOf(bytes);
  if (words === undefined) throw new DecodeFault('this is no CPU profile of gperftools', 0);
  const period = Number(words.at(3)) * 1000;
  const stacks: { readonly count: number; addresses: bigint[] }[] = [];
  let at = 5;
  for (; ; at += 2) {
    const offset = at * words.size;
    if (at + 2 > words.count)
      throw new DecodeFault(`the file ends after sample ${stacks.length - 1}, without the mark of its end`, offset);
    const [count, depth] = [words.at(at), words.at(at + 1)];
    if (depth > BigInt(words.count - at - 2) || depth > BigInt(profileLimits.depth)) {
      throw new DecodeFault(`sample ${stacks.length}: a stack of ${depth} addresses does not fit the file`, offset);
    }
    const addresses = Array.from({ length: Number(depth) }, (_, index) => words.at(at + 2 + index));
    at += addresses.length;
    tools.beat?.(8 * addresses.length);
    if (count === 0n && addresses.length === 1 && addresses[0] === 0n) break;
    if (stacks.length >= profileLimits.samples) throw new DecodeFault('too many samples', offset);
    // All but the innermost are return addresses, which lie behind the call.
    stacks.push({ count: Number(count), addresses: addresses.map((one, index) => (index === 0 ? one : one - 1n)) });
  }
  withoutHandler(stacks);
  const map = new MemoryMap();
  for (const { text } of textLines(bytes.subarray((at + 2) * words.size), tools)) map.line(text);
  const types = [
    { type: 'samples', unit: 'count' },
    { type: 'cpu', unit: 'nanoseconds' },
  ];
  const builder = new ProfileBuilder('pprof-legacy-cpu', types, tools.beat);
  const samples = stacks.map(({ count, addresses }): AddressSample => {
    // The innermost comes from the signal and may come from the stack as well.
    const twice = addresses.length > 1 && addresses[0] === (addresses[1] as bigint) + 1n;
    const own = twice ? [addresses[0] as bigint, ...addresses.slice(2)] : addresses;
    return { addresses: own, values: [count, count * period], lines: [] };
  });
  addAddressSamples(builder, map, samples);
  return { profiles: [builder.finish({ period: { type: 'cpu', unit: 'nanoseconds', value: period } })] };
}

/** The frame next to the innermost is the signal's handler where nearly all stacks have the same one; up to two go. */
function withoutHandler(stacks: readonly { addresses: bigint[] }[]): void {
  const margin = Math.floor(stacks.length / 32);
  for (let round = 0; round < 2; round++) {
    const seen = new Map<bigint, number>();
    for (const { addresses } of stacks) {
      const second = addresses[1];
      if (second !== undefined) seen.set(second, (seen.get(second) ?? 0) + 1);
    }
    const handler = [...seen].find(([, count]) => count >= stacks.length - margin)?.[0];
    if (handler === undefined) return;
    for (const stack of stacks) if (stack.addresses[1] === handler) stack.addresses.splice(1, 1);
  }
}
