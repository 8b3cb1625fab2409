import { describe, expect, it } from 'vitest';
import { rulerTicks, tickLabel, tickStep } from '../../../../../src/renderer/draw/waterfall/ruler.ts';

const labels = (from: number, to: number, width = 1000): string[] =>
  rulerTicks({ from, to }, width).map((tick) => tick.label);

describe('ruler', () => {
  it('writes each range in its own unit', () => {
    expect(labels(0, 100)).toEqual([
      '0',
      '10 ns',
      '20 ns',
      '30 ns',
      '40 ns',
      '50 ns',
      '60 ns',
      '70 ns',
      '80 ns',
      '90 ns',
      '100 ns',
    ]);
    expect(labels(0, 50_000, 500)).toEqual(['0', '10 µs', '20 µs', '30 µs', '40 µs', '50 µs']);
    expect(labels(0, 3e6, 400)).toEqual(['0', '1 ms', '2 ms', '3 ms']);
    expect(labels(0, 3e9, 400)).toEqual(['0', '1 s', '2 s', '3 s']);
    expect(labels(0, 3600e9, 400)).toEqual(['0', '15 m', '30 m', '45 m', '1 h 00 m']);
    expect(labels(0, 4 * 86_400e9, 400)).toEqual(['0', '1 d', '2 d', '3 d', '4 d']);
  });

  it('tells neighbours apart deep inside a long trace', () => {
    expect(labels(3_723_000_000_000, 3_723_000_001_000, 300)).toEqual([
      '1 h 02 m 03.0000000 s',
      '1 h 02 m 03.0000005 s',
      '1 h 02 m 03.0000010 s',
    ]);
    expect(labels(90 * 3600e9, 91 * 3600e9, 300)).toEqual(['3 d 18 h 00 m', '3 d 18 h 30 m', '3 d 19 h 00 m']);
    expect(tickLabel(1_234_500_000, 100_000)).toBe('1.2345 s');
  });

  it('has distinct labels, even steps and enough room at every zoom', () => {
    for (let span = 20; span < 1e16; span *= 2.7) {
      const from = span * 3.3;
      const ticks = rulerTicks({ from, to: from + span }, 800);
      const gap = (tickStep({ from, to: from + span }, 800, 90) / span) * 800;
      expect(gap).toBeGreaterThanOrEqual(90 - 1e-6);
      expect(ticks.length).toBeGreaterThan(0);
      expect(new Set(ticks.map((tick) => tick.label)).size).toBe(ticks.length);
      for (const tick of ticks) expect(tick.time).toBeGreaterThanOrEqual(from);
    }
  });

  it('has no ticks without room', () => {
    expect(rulerTicks({ from: 0, to: 100 }, 0)).toEqual([]);
    expect(rulerTicks({ from: 5, to: 5 }, 100)).toEqual([]);
  });
});
