import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { dumpProfile, stackNames, totalsOf } from '../../../support/profiles/dump-profile.ts';
import { largeProfileFixture, profileFixture, readerOf, readProfiles } from '../../../support/profiles/profile-file.ts';
import { FrameFlag, type Profile } from '../../../../src/contract/profiles/profile.ts';

const bytesOf = (file: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(file));
const dictionary = {
  stringTable: ['', 'wall', 'nanoseconds', 'main', 'work', 'a.go', 'thread.name', 'route', '/cart', 'bytes', 'native'],
  functionTable: [{}, { nameStrindex: 3, filenameStrindex: 5, startLine: '2' }, { nameStrindex: 4 }],
  mappingTable: [{}, { memoryStart: '18446744073709551000', filenameStrindex: 5, attributeIndices: [4] }],
  locationTable: [
    {},
    {
      mappingIndex: 1,
      address: '18446744073709551615',
      lines: [{ functionIndex: 2, line: '7' }, { functionIndex: 1 }],
    },
    { address: '16', attributeIndices: [3] },
  ],
  linkTable: [{}, { traceId: 'CvdlGRbNQ92ESOshHIAxnA==', spanId: 'b7ad6b7169203331' }],
  attributeTable: [
    {},
    { keyStrindex: 6, value: { intValue: '12' }, unitStrindex: 9 },
    { keyStrindex: 7, value: { stringValueStrindex: 8 } },
    { keyStrindex: 0, value: {} },
    { keyStrindex: 0, value: { boolValue: true } },
  ],
  stackTable: [{}, { locationIndices: [1, 2] }],
};
const request = (...profiles: readonly object[]): object => ({
  resourceProfiles: [{ scopeProfiles: [{ profiles }] }],
  dictionary,
});
const sampleType = { typeStrindex: 1, unitStrindex: 2 };
const read = (profile: object): Profile => readProfiles(bytesOf(request(profile))).profiles[0] as Profile;

it('reads the three profiles of a request: counts, nanoseconds, moments', async () => {
  const { profiles } = readProfiles(profileFixture('otlp_request.pb'));
  expect(profiles.map((one) => totalsOf(one))).toEqual([[503], [5_030_000_000], [58]]);
  await expect(dumpProfile(profiles[2] as Profile)).toMatchFileSnapshot(
    '../../../fixtures/profiles/otlp_request.pb.golden.txt',
  );
});

it('reads the same from JSON', () => {
  const json = largeProfileFixture('otlp/go_cpu_export_request.json');
  if (json === undefined) {
    console.warn('SKIPPED: there are no samples beside the repository');
    return;
  }
  const dumps = (bytes: Uint8Array): string =>
    readProfiles(bytes)
      .profiles.map((one) => dumpProfile(one))
      .join('\n');
  expect(dumps(json)).toBe(dumps(profileFixture('otlp_request.pb')));
});

it('takes labels, links, inlined lines and addresses of 64 bits from the dictionary', () => {
  const profile = read({
    sampleType,
    samples: [{ stackIndex: 1, attributeIndices: [1, 2], linkIndex: 1, values: ['5'] }],
  });
  expect(dumpProfile(profile)).toContain(
    '#2 5 {thread.name=12bytes, route=/cart} -> 0af7651916cd43dd8448eb211c80319c:b7ad6b7169203331',
  );
  expect(stackNames(profile, 2)).toEqual(['', 'main', 'work']);
  const { frames, mappings } = profile;
  expect([...profile.stacks.frame].map((frame) => (frames.flags[frame] as number) & FrameFlag.inlined)).toEqual([
    0, 0, 1,
  ]);
  expect(frames.address).toContain(18446744073709551615n);
  expect(mappings.start[0]).toBe(18446744073709551000n);
});

it('puts moments in the order of time, each with its value', () => {
  const timeUnixNano = '1700000000000000000';
  const at = (nanos: number): string => `170000000000000${String(nanos).padStart(4, '0')}`;
  const profile = read({
    sampleType,
    timeUnixNano,
    samples: [
      { stackIndex: 1, timestampsUnixNano: [at(9), at(2)], values: [1, 2] },
      { stackIndex: 0, timestampsUnixNano: [at(5)] },
    ],
  });
  expect([...(profile.samples.time ?? [])]).toEqual([2, 5, 9]);
  expect([...(profile.samples.values[0] ?? [])]).toEqual([2, 1, 1]);
  expect(profile.time).toBe(1700000000000000000n);
  const mixed = read({ sampleType, samples: [{ values: [1] }, { timestampsUnixNano: [at(1)] }] });
  expect(mixed.samples.time).toBeUndefined();
  expect(mixed.notes).toHaveLength(1);
});

it.each([
  [
    { sampleType, samples: [{ stackIndex: 9, values: [1] }] },
    'samples[0].stackIndex is 9; it must be an index of its table',
  ],
  [{ sampleType, samples: [{ stackIndex: -1, values: [1] }] }, 'samples[0].stackIndex is -1'],
  [{ sampleType, samples: [{ values: ['x'] }] }, 'samples[0].values[0] is the text "x"; it must be a whole number'],
  [{ sampleType, samples: [{ values: [1, 2], timestampsUnixNano: [1] }] }, 'samples[0] has 2 values and 1 times'],
  [{ sampleType: { typeStrindex: 99 }, samples: [] }, 'sampleType.typeStrindex is 99'],
  [{ sampleType: [sampleType], sample: [] }, 'an older shape of OTLP profiles'],
])('says where a request is wrong (%#)', (profile, message) => {
  expect(() => read(profile)).toThrow(message);
});

it('reads an original in pprof where there are no samples', () => {
  const original = Buffer.from([10, 4, 8, 1, 16, 2, 18, 3, 18, 1, 5, 50, 0, 50, 3, 99, 112, 117, 50, 2, 110, 115]);
  const originalPayload = gzipSync(original).toString('base64');
  const profile = read({ originalPayloadFormat: 'pprof', originalPayload });
  expect(profile.sampleTypes).toEqual([{ type: 'cpu', unit: 'ns' }]);
  expect(profile.format).toBe('pprof');
  const cut = gzipSync(original).subarray(0, 20).toString('base64');
  expect(() => read({ originalPayloadFormat: 'pprof', originalPayload: cut })).toThrow('profiles[0].originalPayload: ');
  expect(() => read({ originalPayloadFormat: 'jfr', originalPayload })).toThrow('only an original in the format "jfr"');
});

it('is no other signal, and not pprof', () => {
  expect(readerOf(bytesOf({ resourceSpans: [], note: 'resourceProfiles' }))?.id).toBeUndefined();
  // A pprof file begins with value types, which are two small numbers each.
  expect(readerOf(Uint8Array.of(10, 4, 8, 1, 16, 2, 18, 2, 10, 0))?.id).not.toBe('otlp-profiles');
});
