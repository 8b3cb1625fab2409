// Heap dumps of jemalloc (`prof:true`): `heap_v2/RATE`, then per stack `@ ADDRESS ...` and what it holds, `t*: COUNT: BYTES
// [COUNT: BYTES]` over all threads, in brackets what it ever allocated where `prof_accum` is on. pprof does not read them.
import { addAddressSamples, type AddressSample } from './address-stacks.ts';
import { MemoryMap } from './memory-map.ts';
import { ProfileBuilder } from './profile-builder.ts';
import type { DecodedProfiles, ProfileReader, ProfileTools } from './profile-format.ts';
import { profileLimits } from './profile-limits.ts';
import { lineFault, textLines } from './text-lines.ts';
import { unsampled } from './unsampled.ts';
import { DecodeFault } from '../result.ts';

export const jemallocHeap: ProfileReader = { id: 'jemalloc-heap', sniff, decode };

const header = /^heap_v2\/(\d+)\s*$/;
const stackLine = /^@((?: 0x[\da-f]+)*)\s*$/i;
const countLine = /^\s*t(\*|\d+): (\d+): (\d+) \[(\d+): (\d+)\]/;

function sniff(_head: Uint8Array, text: string): boolean {
  return /^heap_v2\/\d+\r?\n/.test(text);
}

function decode(bytes: Uint8Array, tools: ProfileTools): DecodedProfiles {
  const map = new MemoryMap();
  const samples: AddressSample[] = [];
  let rate: number | undefined;
  let addresses: readonly bigint[] | undefined;
  let mapped = false;
  for (const { text, number } of textLines(bytes, tools)) {
    if (rate === undefined) {
      const head = header.exec(text);
      if (head === null) throw lineFault(bytes, number, 'is not "heap_v2/RATE"');
      rate = Number(head[1]);
    } else if (mapped) map.line(text);
    else if (text.startsWith('MAPPED_LIBRARIES:')) mapped = true;
    else if (text.startsWith('@')) {
      const parts = stackLine.exec(text);
      if (parts === null) throw lineFault(bytes, number, 'is not "@ ADDRESSES"');
      addresses = ((parts[1] ?? '').match(/0x[\da-f]+/gi) ?? []).map((one) => BigInt.asUintN(64, BigInt(one) - 1n));
    } else if (text.trim() !== '') {
      const parts = countLine.exec(text);
      if (parts === null) throw lineFault(bytes, number, 'is not "tTHREAD: COUNT: BYTES [COUNT: BYTES]"');
      // Before the first stack the sums of all; single threads are in the sum of all.
      if (addresses === undefined || parts[1] !== '*') continue;
      if (samples.length >= profileLimits.samples) throw lineFault(bytes, number, 'is one sample too many');
      const [live, held, made, ever] = parts.slice(2, 6).map(Number) as [number, number, number, number];
      const values = [...unsampled(made, ever, rate), ...unsampled(live, held, rate)];
      const blockBytes = live !== 0 ? Math.trunc(held / live) : made === 0 ? 0 : Math.trunc(ever / made);
      samples.push({ addresses, values, blockBytes, lines: [] });
    }
  }
  if (rate === undefined) throw new DecodeFault('the file is empty', 0);
  const accumulated = samples.some(({ values }) => values[0] !== 0);
  const types = ['alloc', 'inuse'].slice(accumulated ? 0 : 1).flatMap((kind) => [
    { type: `${kind}_objects`, unit: 'count' },
    { type: `${kind}_space`, unit: 'bytes' },
  ]);
  const builder = new ProfileBuilder('jemalloc-heap', types, tools.beat);
  const shown = accumulated ? samples : samples.map((one) => ({ ...one, values: one.values.slice(2) }));
  addAddressSamples(builder, map, shown);
  return { profiles: [builder.finish({ period: { type: 'space', unit: 'bytes', value: rate } })] };
}
