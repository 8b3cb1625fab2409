// Hand-worked cases: the last line of each picture is the path, one letter (the span's first) per unit of time.
import { describe, expect, it } from 'vitest';
import type { TraceColumns } from '../../../../src/contract/traces.ts';
import { criticalPath } from '../../../../src/main/query/analysis/critical-path.ts';
import { effectiveTimes } from '../../../../src/main/query/analysis/effective-times.ts';
import { seededRandom } from '../../../support/random.ts';
import { traceOf, type SyntheticSpan } from '../../renderer/draw/waterfall/synthetic-trace.ts';
import { drawn, nameAt, unit } from './ascii-trace.ts';
import { randomTrace } from './random-trace.ts';

const alive = (): void => undefined;
const pathOf = (columns: TraceColumns) => criticalPath(columns, effectiveTimes(columns), alive);

/** The path as text: the first letter of the span that holds each unit, `-` where none does. */
function shown(columns: TraceColumns): string {
  const units = Array.from({ length: Number(columns.duration) / unit }, () => '-');
  const { count, row, from, to } = pathOf(columns);
  for (let i = 0; i < count; i++) {
    const letter = nameAt(columns, row[i] as number)[0] as string;
    units.fill(letter, (from[i] as number) / unit, (to[i] as number) / unit);
  }
  return units.join('');
}

const cases: readonly (readonly [what: string, picture: string, path: string])[] = [
  ['a span alone', 'root |======|', 'rrrrrr'],
  [
    'children one after the other',
    `root  |==========|
       a  | ===      |
       b  |     ==== |`,
    'raaarbbbbr',
  ],
  [
    'parallel children: the one that ends last began while the other ran, so it did not wait for it',
    `root  |==========|
       a  | =====    |
       b  |   ====== |`,
    'rrrbbbbbbr',
  ],
  [
    'three workers, then a join',
    `root  |==========|
       a  | ==       |
       b  | =====    |
       c  | ===      |
       d  |      === |`,
    'rbbbbbdddr',
  ],
  [
    'nested calls hand the path down and up',
    `root   |==========|
       a   | ======== |
         b |  ==      |
         c |     ===  |`,
    'rabbacccar',
  ],
  [
    'an asynchronous child that ends after its parent',
    `root  |=====     |
       a  |  ========|`,
    'rraaaaaaaa',
  ],
  [
    'a child that begins after its parent ended: the wait between is a gap',
    `root  |===       |
       c  |     =====|`,
    'rrr--ccccc',
  ],
  [
    'an asynchronous grandchild still runs while the next step begins: its parent was finished',
    `root    |==========|
       a    |===       |
         x  | ======   |
       b    |   ====== |`,
    'aaabbbbbbr',
  ],
  [
    'a gap between children belongs to the parent',
    `root  |==========|
       a  |==        |
       b  |        ==|`,
    'aarrrrrrbb',
  ],
  [
    'a skewed child that begins before its parent counts from there on',
    `trace    |==========|
       early |   ====== |
         cal | =====    |`,
    'tttccceeet',
  ],
  [
    'a skewed child wholly before its parent cannot have delayed it',
    `trace    |==========|
       later |     ==== |
         cal | ==       |`,
    'tttttllllt',
  ],
  [
    'several roots, one after the other and overlapping',
    `
    alpha |===       |
    beta  |  ====    |
    gamma |       ===|`,
    '--bbbb-ggg',
  ],
  [
    'a missing parent: only what was received is on the path',
    `
    parent | ========  | missing
       a   | ===       |
       b   |      ===  |
    end    |          =|`,
    '-aaa--bbb-e',
  ],
  [
    'an unfinished span lasts as long as what is known below it',
    `root   |==========|
       u   | .        | unfinished
         a |   ===    |
       z   |        = |`,
    'ruuaaarrzr',
  ],
  [
    'a span that ends before it begins has no time',
    `root  |==========|
       n  |   ===    | negative
       a  | =        |`,
    'rarrrrrrrr',
  ],
  [
    'equal ends: the longer one',
    `root  |======|
       a  |  === |
       b  | ==== |`,
    'rbbbbr',
  ],
];

describe('hand-worked critical paths', () => {
  it.each(cases)('%s', (_, picture, path) => {
    expect(shown(drawn(picture))).toBe(path);
  });

  it('an overlap within the ticks of a coarse clock is none', () => {
    const columns = traceOf([
      { parent: -1, offset: 0, length: 100e6, name: 'root' },
      { parent: 0, offset: 0, length: 50.3e6, name: 'a' },
      { parent: 0, offset: 50e6, length: 50e6, name: 'b' },
    ]);
    const { row, from, to } = pathOf(columns);
    expect([...row].map((one) => nameAt(columns, one))).toEqual(['a', 'b']);
    expect([...from]).toEqual([0, 50e6]);
    expect([...to]).toEqual([50e6, 100e6]);
  });

  it('a trace without rows or without time has no path', () => {
    expect(pathOf(traceOf([]))).toMatchObject({ count: 0, total: 0 });
    expect(pathOf(traceOf([{ parent: -1, offset: 0, length: 0 }]))).toMatchObject({ count: 0, total: 0 });
  });
});

describe('on random traces', () => {
  it('segments are ordered, disjoint and inside their spans, the same each time', () => {
    let found = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const columns = randomTrace(seed);
      const times = effectiveTimes(columns);
      const path = criticalPath(columns, times, alive);
      expect(criticalPath(columns, effectiveTimes(columns), alive)).toEqual(path);
      let before = 0;
      let sum = 0;
      for (let i = 0; i < path.count; i++) {
        const [row, from, to] = [path.row[i] as number, path.from[i] as number, path.to[i] as number];
        expect(from).toBeGreaterThanOrEqual(before);
        expect(to).toBeGreaterThan(from);
        expect(from).toBeGreaterThanOrEqual(times.start[row] as number);
        expect(to).toBeLessThanOrEqual(times.end[row] as number);
        expect(columns.missing[row]).toBe(0);
        before = to;
        sum += to - from;
      }
      expect(path.total).toBeCloseTo(sum, 6);
      expect(path.total).toBeLessThanOrEqual(Number(columns.duration));
      found += path.count;
    }
    expect(found).toBeGreaterThan(400);
  });

  it('where nothing is odd the path covers the whole trace', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = seededRandom(seed);
      const spans: SyntheticSpan[] = [];
      const grow = (parent: number, from: number, length: number): void => {
        spans.push({ parent, offset: from, length });
        const me = spans.length - 1;
        if (length < 8) return;
        for (let i = random.below(4); i > 0; i--) {
          const size = 1 + random.below(length - 1);
          grow(me, from + random.below(length - size + 1), size >> 1);
        }
      };
      grow(-1, 0, 4000);
      expect(pathOf(traceOf(spans)).total).toBe(4000);
    }
  });

  it('a chain of 100,000 levels and a parent of 100,000 children', () => {
    const chain = Array.from({ length: 100_000 }, (_, i): SyntheticSpan => ({
      parent: i - 1,
      offset: i,
      length: 300_000 - 2 * i,
    }));
    const deep = pathOf(traceOf(chain));
    expect(deep.total).toBe(300_000);
    expect(deep.count).toBe(199_999);
    const wide = pathOf(
      traceOf([
        { parent: -1, offset: 0, length: 1e9 },
        ...Array.from({ length: 99_999 }, (_, i): SyntheticSpan => ({ parent: 0, offset: i * 10_000, length: 10_000 })),
      ]),
    );
    expect(wide.total).toBe(1e9);
    expect(wide.count).toBe(100_000);
  });
});
