import { describe, expect, it } from 'vitest';
import { selfTime } from '../../../../../src/renderer/draw/waterfall/self-time.ts';
import { bigTrace, traceOf } from './synthetic-trace.ts';

describe('selfTime', () => {
  it('takes overlapping children once and clips those that stick out', () => {
    const trace = traceOf([
      { parent: -1, offset: 100, length: 1000 },
      { parent: 0, offset: 50, length: 150 },
      { parent: 0, offset: 300, length: 200 },
      { parent: 2, offset: 320, length: 900 },
      { parent: 0, offset: 400, length: 300 },
      { parent: 0, offset: 420, length: 10 },
      { parent: 0, offset: 1050, length: 500 },
      { parent: 0, offset: 2000, length: 50 },
    ]);
    expect(selfTime(trace, 0)).toBe(1000 - 100 - 400 - 50);
    expect(selfTime(trace, 1)).toBe(150);
    expect(selfTime(trace, 2)).toBe(200 - 180);
  });

  it('is nothing for placeholders, negative and empty spans', () => {
    const trace = traceOf([
      { parent: -1, offset: 0, length: 100, missing: true },
      { parent: 0, offset: 10, length: -5 },
      { parent: 0, offset: 20, length: 0 },
    ]);
    expect([0, 1, 2].map((row) => selfTime(trace, row))).toEqual([0, 0, 0]);
  });

  it('lies between zero and the length for every span of a large trace', () => {
    const trace = bigTrace(20_000);
    for (let row = 0; row < trace.rows; row++) {
      const own = selfTime(trace, row);
      if (own < 0 || own > (trace.length[row] as number)) expect.fail(`row ${row}: ${own}`);
    }
  });
});
