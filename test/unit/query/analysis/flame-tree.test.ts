import { describe, expect, it } from 'vitest';
import type { FlameOrder } from '../../../../src/contract/trace-analysis.ts';
import type { TraceColumns } from '../../../../src/contract/traces.ts';
import { effectiveTimes } from '../../../../src/main/query/analysis/effective-times.ts';
import { flameTree } from '../../../../src/main/query/analysis/flame-tree.ts';
import { selfTimes } from '../../../../src/main/query/analysis/self-times.ts';
import { traceOf, type SyntheticSpan } from '../../renderer/draw/waterfall/synthetic-trace.ts';
import { drawn, nameAt, unit } from './ascii-trace.ts';
import { randomTrace } from './random-trace.ts';

const alive = (): void => undefined;

function flameOf(columns: TraceColumns, order: FlameOrder) {
  const times = effectiveTimes(columns);
  return flameTree(columns, times, selfTimes(columns, times, alive), order, alive);
}

/** One line per frame: name by depth, spans, self and total units. */
function shown(columns: TraceColumns, order: FlameOrder): string[] {
  const flame = flameOf(columns, order);
  return Array.from({ length: flame.frames }, (_, frame) => {
    const spans = (flame.firstSpan[frame + 1] as number) - (flame.firstSpan[frame] as number);
    const name = spans === 0 ? 'all' : nameAt(columns, flame.spanRows[flame.firstSpan[frame] as number] as number);
    const units = (value: Float64Array): number => (value[frame] as number) / unit;
    const indent = '  '.repeat(flame.depth[frame] as number);
    return `${indent}${name} x${spans} self ${units(flame.self)} of ${units(flame.total)}, summed ${units(flame.summed)} in ${units(flame.wall)}`;
  });
}

describe('flame tree', () => {
  const parallel = drawn(`
    root   |==========|
      a    | ====     |
      b    | ==       |
      a    |   ====   |
        c  |    ==    |`);

  it('merges spans of one path, widest first, and never lets children exceed their parent', () => {
    // root is alone for 4 units; the two a run 4 + 2 units outside of c, although only 6 units passed meanwhile.
    expect(shown(parallel, 'merged')).toEqual([
      'all x0 self 0 of 14, summed 0 in 0',
      '  root x1 self 4 of 14, summed 10 in 10',
      '    a x2 self 6 of 8, summed 8 in 6',
      '      c x1 self 2 of 2, summed 2 in 2',
      '    b x1 self 2 of 2, summed 2 in 2',
    ]);
  });

  it('keeps each span and the order of time', () => {
    expect(shown(parallel, 'time').map((line) => line.split(' self')[0])).toEqual([
      'all x0',
      '  root x1',
      '    a x1',
      '    b x1',
      '    a x1',
      '      c x1',
    ]);
  });

  it('keeps operations of the same name in other services apart, and missing spans under their own frame', () => {
    const columns = drawn(`
    lost |======| missing
      a  |==    | @one
      a  |  ==  | @two
      a  |    ==| @one`);
    expect(shown(columns, 'merged')).toEqual([
      'all x0 self 0 of 6, summed 0 in 0',
      '  lost x1 self 0 of 6, summed 0 in 0',
      '    a x2 self 4 of 4, summed 4 in 4',
      '    a x1 self 2 of 2, summed 2 in 2',
    ]);
  });

  it('adds up on random traces, in both orders', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const columns = randomTrace(seed);
      const times = effectiveTimes(columns);
      const own = selfTimes(columns, times, alive);
      for (const order of ['merged', 'time'] as const) {
        const flame = flameTree(columns, times, own, order, alive);
        const below = new Float64Array(flame.frames);
        for (let frame = flame.frames - 1; frame > 0; frame--) {
          const up = flame.parent[frame] as number;
          expect(up).toBeLessThan(frame);
          expect(flame.depth[frame]).toBe((flame.depth[up] as number) + 1);
          expect(flame.total[frame]).toBeCloseTo((below[frame] as number) + (flame.self[frame] as number), 6);
          below[up] = (below[up] as number) + (flame.total[frame] as number);
          expect(flame.wall[frame]).toBeLessThanOrEqual((flame.summed[frame] as number) + 1e-6);
        }
        expect(flame.total[0]).toBeCloseTo(
          own.reduce((sum, one) => sum + one, 0),
          6,
        );
        expect([...flame.spanRows].toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: columns.rows }, (_, i) => i),
        );
      }
    }
  });

  it('stands a chain of 100,000 levels', () => {
    const chain = Array.from({ length: 100_000 }, (_, i): SyntheticSpan => ({
      parent: i - 1,
      offset: i,
      length: 300_000 - 2 * i,
    }));
    const flame = flameOf(traceOf(chain), 'merged');
    expect(flame.frames).toBe(100_001);
    expect(flame.depth[100_000]).toBe(100_000);
    expect(flame.total[0]).toBe(300_000);
  });
});
