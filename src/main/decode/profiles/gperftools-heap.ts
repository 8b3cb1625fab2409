// Heap profiles as gperftools writes them, and as Go does at /debug/pprof/heap?debug=1, whose lines with # tell names:
// `heap profile: N: BYTES [N: BYTES] @ heap/RATE`, then `N: BYTES [N: BYTES] @ ADDRESS ...` in use and allocated.
import { addAddressSamples, type AddressSample, type NamedLine } from './address-stacks.ts';
import { MemoryMap } from './memory-map.ts';
import { ProfileBuilder } from './profile-builder.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { profileLimits } from './profile-limits.ts';
import { lineFault, textLines } from './text-lines.ts';
import { unsampled } from './unsampled.ts';
import { DecodeFault } from '../result.ts';
import type { SampleType } from '../../../contract/profiles/profile.ts';

export const gperftoolsHeap: ProfileReader = { id: 'pprof-legacy-heap', sniff, decode };

const header = /^heap profile: *(\d+): *(\d+) *\[ *(\d+): *(\d+) *\] *@ *(heap[_a-z0-9]*)\/?(\d*)/;
const row = /^\s*(-?\d+): *(-?\d+) *\[ *(\d+): *(\d+) *\] @((?: 0x[0-9a-f]+)*)\s*$/i;
const nameLine = /^#\t0x([\da-f]+)\t(.+?)(?:\+0x[\da-f]+)?\t+(.*):(\d+)$/;
const mapsBegin = /MAPPED_LIBRARIES:|--- Memory map: ---/;

function sniff(_head: Uint8Array, text: string): boolean {
  return header.test(text);
}

function decode(bytes: Uint8Array, tools: ProfileTools): DecodedProfiles {
  const map = new MemoryMap();
  const samples: (AddressSample & { readonly lines: NamedLine[] })[] = [];
  let head: RegExpExecArray | null = null;
  let mapped = false;
  for (const { text, number } of textLines(bytes, tools)) {
    if (head === null) {
      head = header.exec(text);
      if (head === null) throw lineFault(bytes, number, 'does not begin a heap profile');
    } else if (mapped) map.line(text);
    else if (mapsBegin.test(text)) mapped = true;
    else if (text.startsWith('#')) samples.at(-1)?.lines.push(...named(text));
    else if (text.trim() !== '') {
      const parts = row.exec(text);
      if (parts === null) throw lineFault(bytes, number, 'is not "COUNT: BYTES [COUNT: BYTES] @ ADDRESSES"');
      if (samples.length >= profileLimits.samples) throw lineFault(bytes, number, 'is one sample too many');
      samples.push(sampleOf(parts, rateOf(head)));
    }
  }
  if (head === null) throw new DecodeFault('the file is empty', 0);
  const allocated = (head[3] !== head[1] && head[3] !== '0') || (head[4] !== head[2] && head[4] !== '0');
  const builder = new ProfileBuilder('pprof-legacy-heap', typesOf(allocated), tools.beat);
  addAddressSamples(
    builder,
    map,
    allocated ? samples : samples.map((one) => ({ ...one, values: one.values.slice(2) })),
  );
  const period = { type: 'space', unit: 'bytes', value: rateOf(head) };
  return { profiles: [builder.finish({ period })] };
}

/** Bytes per sample; 1 where every allocation was recorded. Go writes twice its rate, as gperftools' old format does. */
function rateOf([, , , , , kind, rate]: RegExpExecArray): number {
  if (kind === 'heapprofile') return 1;
  return kind === 'heap' ? Number(rate) / 2 : Number(rate);
}

/** Allocated before in use, as pprof has it. */
function sampleOf(
  [, count, size, allocated, space, list = '']: RegExpExecArray,
  rate: number,
): AddressSample & { readonly lines: NamedLine[] } {
  const [live, bytes, made, madeBytes] = [count, size, allocated, space].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  // Return addresses lie behind the call.
  const addresses = (list.match(/0x[\da-f]+/gi) ?? []).map((address) => BigInt.asUintN(64, BigInt(address) - 1n));
  const block = live !== 0 ? bytes / live : made === 0 ? 0 : madeBytes / made;
  return {
    addresses,
    values: [...unsampled(made, madeBytes, rate), ...unsampled(live, bytes, rate)],
    blockBytes: Math.trunc(block),
    lines: [],
  };
}

function named(text: string): readonly NamedLine[] {
  const [, address, name, file, line] = nameLine.exec(text) ?? [];
  if (address === undefined || name === undefined || file === undefined) return [];
  // Of the call, unlike those of the sample's own line.
  return [{ address: BigInt(`0x${address}`), name, file, line: Number(line) }];
}

function typesOf(allocated: boolean): readonly SampleType[] {
  const pair = (prefix: string): readonly SampleType[] => [
    { type: `${prefix}objects`, unit: 'count' },
    { type: `${prefix}space`, unit: 'bytes' },
  ];
  return allocated ? [...pair('alloc_'), ...pair('inuse_')] : pair('');
}
