// Bodies as Prometheus sends them (test/fixtures/remote-write): both versions of the protocol say the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RemoteWriteVersion, WriteRequest } from '../../../../src/contract/remote-write.ts';
import { readRemoteWrite } from '../../../../src/main/decode/remote-write/remote-write.ts';

const folder = join(import.meta.dirname, '../../../fixtures/remote-write');

function read(name: string, version: RemoteWriteVersion): WriteRequest {
  const answer = readRemoteWrite(readFileSync(join(folder, `${name}.snappy`)), version);
  if (answer.kind === 'failed') throw new Error(answer.failure.reason);
  return answer.value;
}

test('the same samples, histograms and exemplars in both versions', () => {
  const one = read('samples-1.0', '1.0');
  const two = read('samples-2.0', '2.0');
  const plain = ({ series }: WriteRequest) =>
    series.map(({ labels, samples, exemplars }) => ({ labels, samples, exemplars }));
  expect(plain(two)).toEqual(plain(one));
  expect([one.rejections, two.rejections]).toEqual([[], []]);
  const samples = one.series.flatMap((series) => series.samples);
  const histograms = samples.flatMap(({ histogram }) => (histogram === undefined ? [] : [histogram]));
  expect({ samples: samples.length, histograms: histograms.length }).toEqual({ samples: 113, histograms: 10 });
  for (const { count, zeroCount, positive, negative } of histograms) {
    const inBuckets = [...positive.counts, ...negative.counts].reduce((sum, bucket) => sum + bucket, zeroCount);
    expect(inBuckets).toBe(count);
  }
  const alone = one.series.filter((series) => series.samples.length === 0);
  expect(alone).toHaveLength(60);
  expect(alone[0]?.exemplars[0]?.labels).toContainEqual(['trace_id', '0af7651916cd43dd8448eb211c80319c']);
});

test('metadata of version 1.0 comes in a request of its own', () => {
  const { series, metadata } = read('metadata-1.0', '1.0');
  expect(series).toEqual([]);
  expect(metadata).toContainEqual({ family: 'app_requests_total', type: 'counter', unit: '', help: 'Requests.' });
});
