import { describe, expect, it } from 'vitest';
import { correctedTrace } from '../../../../src/contract/corrected-trace.ts';
import type { TraceColumns } from '../../../../src/contract/traces.ts';
import { clockSkew } from '../../../../src/main/query/analysis/clock-skew.ts';
import { seededRandom } from '../../../support/random.ts';
import { traceOf, type SyntheticSpan } from '../../renderer/draw/waterfall/synthetic-trace.ts';
import { drawn, unit } from './ascii-trace.ts';

const [server, client] = [2, 3];

/** Each service has its own clock. */
function skewOf(columns: TraceColumns, kinds: readonly number[] = []) {
  const kind = Uint8Array.from({ length: columns.rows }, (_, row) => kinds[row] ?? 1);
  return clockSkew({ ...columns, kind }, columns.service, columns.serviceNames);
}
const deltas = (columns: TraceColumns, kinds?: readonly number[]): number[] =>
  skewOf(columns, kinds).clocks.map(({ delta }) => delta / unit);

describe('clock skew', () => {
  it('is not suspected where children lie inside, nor inside of one clock', () => {
    const columns = drawn(`
    a    |  ======  | @one
      b  |    ==    | @two
      c  | ===      | @one`);
    expect(skewOf(columns)).toMatchObject({
      clocks: [
        { name: 'one', delta: 0, against: -1 },
        { name: 'two', delta: 0, calls: 1, outside: 0, against: 0 },
      ],
      outside: Uint8Array.of(0, 0, 0),
    });
  });

  it('centres a child that begins before its parent', () => {
    const columns = drawn(`
    a    |   ====== | @one
      b  | ====     | @two`);
    expect(deltas(columns)).toEqual([0, 3]);
    expect([...skewOf(columns).outside]).toEqual([0, 1]);
  });

  it('lets a child that is longer than its parent begin with it', () => {
    expect(
      deltas(
        drawn(`
    a    |   ===    | @one
      b  | ======   | @two`),
      ),
    ).toEqual([0, 2]);
  });

  it('takes a late end for skew only where a client waits for its server', () => {
    const columns = drawn(`
    a    |====      | @one
      b  |  ====    | @two`);
    expect(deltas(columns)).toEqual([0, 0]);
    expect(deltas(columns, [client, server])).toEqual([0, -2]);
  });

  it('allows for senders that stamp whole milliseconds', () => {
    const columns = traceOf([
      { parent: -1, offset: 900_000, length: 10e6, service: 'one' },
      { parent: 0, offset: 0, length: 10e6, service: 'two' },
    ]);
    expect(deltas(columns)).toEqual([0, 0]);
  });

  it('leaves clocks alone where a shift would spoil as many calls as it mends', () => {
    const columns = drawn(`
    a    |  ===     | @one
      b  |==        | @two
      c  |  ===     | @two
      d  |  ===     | @two`);
    expect(deltas(columns, [client, server, server, server])).toEqual([0, 0]);
    expect([...skewOf(columns, [client, server, server, server]).outside]).toEqual([0, 1, 0, 0]);
  });

  it('follows calls from clock to clock, in both directions', () => {
    // two is 4 early as seen from one; three is right beside two, and calls back into one.
    const columns = drawn(`
    a      |    ==========| @one
      b    | ========     | @two
        c  |  ====        | @three
          d|       =      | @one`);
    const skew = skewOf(columns);
    expect(skew.clocks.map(({ name, against }) => [name, against])).toEqual([
      ['one', -1],
      ['two', 0],
      ['three', 0],
    ]);
    expect(skew.clocks[1]?.delta).toBe(4 * unit);
  });

  it('makes calls fit that a constant shift put apart', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = seededRandom(seed);
      const apart = (random.below(2) === 0 ? 1 : -1) * (50e6 + random.below(1e9));
      const spans: SyntheticSpan[] = [{ parent: -1, offset: 5e9, length: 10e9, service: 'one' }];
      for (let i = 0; i < 8; i++) {
        const [offset, length] = [5e9 + 1e9 * i, 40e6];
        spans.push({ parent: 0, offset, length, service: 'one' });
        spans.push({ parent: spans.length - 1, offset: offset + 1e6 + apart, length: 38e6, service: 'two' });
      }
      const kinds = spans.map((_, row) => (row === 0 ? 1 : row % 2 === 1 ? client : server));
      const columns = { ...traceOf(spans), kind: Uint8Array.from(kinds) };
      const { clocks, outside } = clockSkew(columns, columns.service, columns.serviceNames);
      expect(outside.reduce((sum, one) => sum + one, 0)).toBe(8);
      expect(clocks[1]?.delta).toBeCloseTo(-apart, 6);
      const fixed = correctedTrace(columns, columns.service, clocks);
      for (let row = 2; row < columns.rows; row += 2) {
        const up = columns.parent[row] as number;
        expect(fixed.offset[row]).toBeGreaterThanOrEqual(fixed.offset[up] as number);
        expect((fixed.offset[row] as number) + 38e6).toBeLessThanOrEqual((fixed.offset[up] as number) + 40e6);
      }
      expect(Math.min(...fixed.offset)).toBe(0);
      expect(fixed.startNanos).toBe(columns.startNanos);
    }
  });
});
