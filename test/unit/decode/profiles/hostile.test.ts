// Files of every format, damaged: what cannot be read is a DecodeFault, and nothing else comes out; given up: reading ends.
import { expect, it } from 'vitest';
import { mutate } from '../../../support/mutate.ts';
import { profileFixture, profileTools, readerOf, readProfiles } from '../../../support/profiles/profile-file.ts';
import { seededRandom } from '../../../support/random.ts';
import { DecodeFault } from '../../../../src/main/decode/result.ts';

const names = [
  'speedscope.json',
  'v8.cpuprofile',
  'v8.heapprofile',
  'goroutine_debug1.txt',
  'goroutine_crash.txt',
  'perf_script.txt',
  'dhat/valgrind_alloc_mix.json',
  'otlp_request.pb',
] as const;

it.each(names)('%s, damaged and cut', (name) => {
  const whole = profileFixture(name);
  const reader = readerOf(whole);
  const random = seededRandom(7);
  const outcomes = { read: 0, refused: 0 };
  for (let round = 0; round < 300; round++) {
    const bytes = mutate(random, whole, whole);
    try {
      const decoded = reader?.decode(bytes, profileTools);
      expect(decoded?.profiles.length).toBeGreaterThan(0);
      outcomes.read++;
    } catch (fault) {
      if (!(fault instanceof DecodeFault)) throw fault;
      expect(fault.message).not.toBe('');
      outcomes.refused++;
    }
  }
  expect(outcomes.refused + outcomes.read).toBe(300);
});

it('a damaged line of folded stacks, and a damaged field of a pprof file, are told by their places', () => {
  const lines = Array.from({ length: 30 }, (_, at) => `main;step${at};work ${at}`);
  const folded = new TextEncoder().encode(lines.with(11, 'main;step 1:2').join('\n'));
  expect(() => readProfiles(folded)).toThrow('line 12 is not "frame;frame NUMBER"');
  expect(() => readProfiles(new TextEncoder().encode('a;b 1\nnothing\n'))).toThrow('no format recognised');
  const pprof = Uint8Array.from(profileFixture('pprof/go1.23/go_block.pb.gz'));
  const place = 40 + pprof.subarray(40).indexOf(0x12);
  pprof[place] = 0x17;
  expect(() => readProfiles(pprof)).toThrow('wire type 7');
});

const others = [
  'pprof/node/datadog_wall.pb.gz',
  'native/jemalloc_heap_v2.heap',
  'native/gperftools_heap_legacy.heap',
  'native/gperftools_cpu_legacy.prof',
] as const;

it.each([...names, ...others])('%s, given up at any place', (name) => {
  const whole = profileFixture(name);
  const reader = readerOf(whole);
  let looks = 0;
  const read = (last: number): unknown => {
    looks = 0;
    const beat = (): void => {
      if (++looks > last) throw new Error('nobody waits');
    };
    return reader?.decode(whole, { ...profileTools, beat });
  };
  expect(read(Infinity)).toEqual(reader?.decode(whole, profileTools));
  const all = looks;
  expect(all).toBeGreaterThan(3);
  for (const last of [0, 1, Math.floor(all / 2), all - 1]) {
    expect(() => read(last)).toThrow('nobody waits');
    expect(looks).toBe(last + 1);
  }
});
