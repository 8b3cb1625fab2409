import { describe, expect, it } from 'vitest';
import type { TraceColumns } from '../../../../src/contract/traces.ts';
import { criticalPath } from '../../../../src/main/query/analysis/critical-path.ts';
import { effectiveTimes } from '../../../../src/main/query/analysis/effective-times.ts';
import { selfTimes } from '../../../../src/main/query/analysis/self-times.ts';
import { selfTimeTable } from '../../../../src/main/query/analysis/self-time-table.ts';
import { drawn, nameAt, unit } from './ascii-trace.ts';
import { randomTrace } from './random-trace.ts';

const alive = (): void => undefined;
const selfOf = (columns: TraceColumns): Float64Array => selfTimes(columns, effectiveTimes(columns), alive);

function tableOf(columns: TraceColumns, by: 'operation' | 'service') {
  const times = effectiveTimes(columns);
  return selfTimeTable(columns, times, selfTimes(columns, times, alive), criticalPath(columns, times, alive), by);
}

describe('self time', () => {
  it('is what the union of the children leaves, clipped to the span', () => {
    const columns = drawn(`
    root |==========    |
      a  | ====         |
      b  |   ===        |
      c  |        ======|
      d  |         =    |`);
    expect([...selfOf(columns)].map((one) => one / unit)).toEqual([3, 4, 3, 6, 1]);
  });

  it('agrees with counting moments on random traces', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const columns = randomTrace(seed);
      const { start, end } = effectiveTimes(columns);
      const own = selfOf(columns);
      for (let row = 0; row < columns.rows; row++) {
        let alone = 0;
        for (let at = start[row] as number; at < (end[row] as number); at++) {
          const busy = Array.from(columns.parent).some(
            (up, child) => up === row && (start[child] as number) <= at && at < (end[child] as number),
          );
          if (!busy) alone++;
        }
        expect(own[row]).toBe(alone);
      }
    }
  });
});

describe('self-time table', () => {
  const columns = drawn(`
    root |==========| @web
      a  | ===      | @db
      a  |     ==   | @db
      a  |      =   | @cache
      m  |   ====   | missing @db`);

  it('sums operations and services, most self time first', () => {
    const table = tableOf(columns, 'operation');
    const units = (values: Float64Array): number[] => [...values].map((one) => one / unit);
    expect([...table.name].map((name) => columns.names[name])).toEqual(['root', 'a', 'a']);
    expect([...table.service].map((service) => columns.serviceNames[service])).toEqual(['web', 'db', 'cache']);
    expect([...table.spans]).toEqual([1, 2, 1]);
    expect(units(table.total)).toEqual([10, 5, 1]);
    expect(units(table.self)).toEqual([5, 5, 1]);
    expect(units(table.longest)).toEqual([10, 3, 1]);
    expect(units(table.path)).toEqual([5, 5, 0]);
    const services = tableOf(columns, 'service');
    expect([...services.service].map((service) => columns.serviceNames[service])).toEqual(['web', 'db', 'cache']);
    expect([...services.spans]).toEqual([1, 2, 1]);
  });

  it('lists the longest spans without children', () => {
    const rows = [...tableOf(columns, 'service').slowestLeaves];
    expect(rows).toEqual([1, 2, 3]);
    expect(rows.map((row) => nameAt(columns, row))).toEqual(['a', 'a', 'a']);
  });

  it('sums to the same on random traces, however it is grouped', () => {
    const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((all, one) => all + one, 0);
    for (let seed = 1; seed <= 50; seed++) {
      const trace = randomTrace(seed);
      const times = effectiveTimes(trace);
      const path = criticalPath(trace, times, alive);
      for (const by of ['operation', 'service'] as const) {
        const table = tableOf(trace, by);
        expect(sum(table.self)).toBeCloseTo(sum(selfOf(trace)), 6);
        expect(sum(table.path)).toBeCloseTo(path.total, 6);
        expect(sum(table.spans)).toBe(trace.spans);
      }
    }
  });
});
