// The load of the benches of metrics: 4,000 counters, 2,000 gauges, 250 histograms of 16 series; 40 % of counters and
// gauges stand still.
import type { SampleSink, SeriesLabels, SeriesMeta } from '../../src/contract/sample-batch.ts';
import { seededRandom } from '../../test/support/random.ts';

export interface Load {
  readonly references: Uint32Array;
  /** By the place in `references`. */
  readonly labels: readonly SeriesLabels[];
  readonly values: Float64Array;
  /** The values of the next step. */
  readonly next: () => void;
}

export function referenceOf(sink: SampleSink, labels: SeriesLabels, family: string, type: SeriesMeta['type']): number {
  const found = sink.seriesOf(labels, { family, type, unit: '', help: '', target: 'bench' });
  if (found.kind !== 'ok') throw new Error(found.reason);
  return found.reference;
}

/** `fractions`: gauges and sums with many digits instead of whole numbers. */
export function tenThousand(sink: SampleSink, fractions: boolean): Load {
  const random = seededRandom(7);
  const references: number[] = [];
  const all: SeriesLabels[] = [];
  const idle: boolean[] = [];
  const add = (type: SeriesMeta['type'], family: string, name: string, labels: SeriesLabels): void => {
    const whole: SeriesLabels = [['__name__', name], ['job', 'bench'], ['instance', 'a:1'], ...labels];
    all.push(whole);
    references.push(referenceOf(sink, whole, family, type));
    idle.push(random.below(10) < 4);
  };
  for (let service = 0; service < 20; service++)
    for (let pod = 0; pod < 50; pod++)
      for (const code of ['200', '400', '404', '500'])
        add('counter', 'http_requests_total', 'http_requests_total', [
          ['service', `s${service}`],
          ['pod', `p${pod}`],
          ['code', code],
        ]);
  for (let i = 0; i < 2000; i++) add('gauge', 'memory_bytes', 'memory_bytes', [['pod', `p${i}`]]);
  const bounds = [
    '0.005',
    '0.01',
    '0.025',
    '0.05',
    '0.1',
    '0.25',
    '0.5',
    '1.0',
    '2.5',
    '5.0',
    '10.0',
    '30.0',
    '60.0',
    '+Inf',
  ];
  for (let i = 0; i < 250; i++) {
    for (const le of bounds)
      add('histogram', 'took_seconds', 'took_seconds_bucket', [
        ['service', `s${i % 20}`],
        ['route', `/r${i}`],
        ['le', le],
      ]);
    for (const part of ['sum', 'count'])
      add('histogram', 'took_seconds', `took_seconds_${part}`, [
        ['service', `s${i % 20}`],
        ['route', `/r${i}`],
      ]);
  }
  const values = new Float64Array(references.length);
  const next = (): void => {
    for (let i = 0; i < 4000; i++) if (idle[i] !== true) values[i] = (values[i] as number) + random.below(20);
    for (let i = 4000; i < 6000; i++)
      if (idle[i] !== true) values[i] = fractions ? random.next() * 1e6 : 1000 + random.below(4000);
    for (let h = 0; h < 250; h++) {
      const first = 6000 + 16 * h;
      let upTo = 0;
      for (let b = 0; b < 14; b++) {
        upTo += random.below(3);
        values[first + b] = (values[first + b] as number) + upTo;
      }
      values[first + 14] = (values[first + 14] as number) + (fractions ? random.next() * upTo : upTo);
      values[first + 15] = values[first + 13] as number;
    }
  };
  return { references: Uint32Array.from(references), labels: all, values, next };
}
