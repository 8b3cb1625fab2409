import { describe, expect, it } from 'vitest';
import { durationDomain, hullOf, timeDomain } from '../../../../../src/renderer/draw/scatter/axis-domain.ts';
import { durationLabel, durationTicks } from '../../../../../src/renderer/draw/scatter/duration-ticks.ts';
import { timeTicks } from '../../../../../src/renderer/draw/scatter/time-ticks.ts';
import { createScale } from '../../../../../src/renderer/draw/scatter/value-scale.ts';

const labels = (ticks: readonly { label: string }[]): readonly string[] => ticks.map((tick) => tick.label);
const utc = (): number => 0;
const noon = Date.UTC(2026, 10, 21, 12, 0, 0);

describe('createScale', () => {
  it.each(['linear', 'log'] as const)('comes back from pixels on a %s axis', (kind) => {
    const scale = createScale(kind, [0.5, 2000], [180, 12]);
    expect(scale.toPixel(0.5)).toBeCloseTo(180, 9);
    expect(scale.toPixel(2000)).toBeCloseTo(12, 9);
    for (const value of [0.5, 3, 70, 1999]) expect(scale.toValue(scale.toPixel(value))).toBeCloseTo(value, 6);
  });

  it('puts zero and negative values at the start of a log axis', () => {
    const scale = createScale('log', [1, 100], [50, 0]);
    expect(scale.toPixel(0)).toBe(50);
    expect(scale.toPixel(-3)).toBe(50);
  });
});

describe('domains', () => {
  it('finds the hull of the counted values only', () => {
    expect(hullOf([5, 2, 9, 100], 3)).toEqual({ min: 2, max: 9 });
    expect(hullOf([1], 0)).toBeUndefined();
    expect(hullOf([Number.NaN, 4], 2)).toEqual({ min: 4, max: 4 });
  });

  it('gives a lone point some width, and a selection exactly what it asked for', () => {
    const alone = timeDomain({ min: noon, max: noon }, {}, noon);
    expect(alone.max - alone.min).toBeGreaterThanOrEqual(100);
    expect(alone.min).toBeLessThan(noon);
    expect(timeDomain({ min: noon - 9000, max: noon }, { from: noon - 500, to: noon - 100 }, noon)).toEqual({
      min: noon - 500,
      max: noon - 100,
    });
  });

  it('spans a decade on a log axis, and starts at zero on a linear one', () => {
    const log = durationDomain('log', { min: 10, max: 10 }, {});
    expect(log.max / log.min).toBeCloseTo(10, 6);
    expect(durationDomain('log', { min: 0, max: 0 }, {}).min).toBeGreaterThan(0);
    expect(durationDomain('linear', { min: 40, max: 100 }, {})).toEqual({ min: 0, max: 106 });
    expect(durationDomain('log', undefined, { from: 5, to: 7 })).toEqual({ min: 5, max: 7 });
    expect(durationDomain('log', { min: 70, max: 80 }, { from: 70 })).toEqual({ min: 70, max: 100 });
  });
});

describe('durationTicks', () => {
  it('counts in minutes and hours where seconds end', () => {
    const long = createScale('log', [500, 80_000_000], [200, 0]);
    expect(labels(durationTicks(long, 9))).toEqual(['1 s', '10 s', '1 m', '10 m', '1 h', '10 h']);
    const minutes = createScale('log', [9000, 700_000], [200, 0]);
    expect(labels(durationTicks(minutes, 9))).toEqual(['10 s', '20 s', '50 s', '1 m', '2 m', '5 m', '10 m']);
  });

  it('labels decades of a wide log axis', () => {
    expect(labels(durationTicks(createScale('log', [0.0008, 20_000], [200, 0]), 9))).toEqual([
      '1 µs',
      '10 µs',
      '100 µs',
      '1 ms',
      '10 ms',
      '100 ms',
      '1 s',
      '10 s',
    ]);
  });

  it('fills a narrow log axis with 2 and 5', () => {
    expect(labels(durationTicks(createScale('log', [8, 120], [200, 0]), 5))).toEqual([
      '10 ms',
      '20 ms',
      '50 ms',
      '100 ms',
    ]);
  });

  it('falls back to even steps where no decade lies inside', () => {
    const ticks = durationTicks(createScale('log', [11.2, 13.9], [200, 0]), 4);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(ticks.length).toBeLessThanOrEqual(4);
    for (const { value } of ticks) expect(value).toBeGreaterThanOrEqual(11.2);
  });

  it('steps linear axes by what reads well: 1, 2, 5 and parts of a minute', () => {
    expect(labels(durationTicks(createScale('linear', [0, 106], [200, 0]), 5))).toEqual(['0', '50 ms', '100 ms']);
    expect(labels(durationTicks(createScale('linear', [0, 95_000], [200, 0]), 4))).toEqual([
      '0',
      '30 s',
      '1 m',
      '1.5 m',
    ]);
  });

  it.each([
    [0.00025, '250 ns'],
    [0.5, '500 µs'],
    [1.5, '1.5 ms'],
    [20_000, '20 s'],
    [7_200_000, '2 h'],
    [0, '0'],
  ])('labels %d ms as %s', (value, label) => {
    expect(durationLabel(value)).toBe(label);
  });
});

describe('timeTicks', () => {
  it('is never denser than asked', () => {
    for (const width of [10, 999, 61_000, 3_600_000, 86_400_000 * 40, 86_400_000 * 4000]) {
      for (const most of [1, 3, 8])
        expect(timeTicks(createScale('linear', [noon, noon + width], [0, 900]), most, utc).length).toBeLessThanOrEqual(
          most + 1,
        );
    }
  });

  it('labels with the digits that its step needs', () => {
    const at = (width: number) => labels(timeTicks(createScale('linear', [noon, noon + width], [0, 900]), 4, utc));
    expect(at(400)[1]).toBe('12:00:00.100');
    expect(at(60_000)[1]).toBe('12:00:15');
    expect(at(3_600_000)[1]).toBe('12:15');
  });

  it('names the first day and each new one when there are several', () => {
    const evening = Date.UTC(2026, 10, 21, 22, 30);
    expect(labels(timeTicks(createScale('linear', [evening, evening + 4 * 3_600_000], [0, 900]), 5, utc))).toEqual([
      '2026-11-21 23:00',
      '2026-11-22',
      '01:00',
      '02:00',
    ]);
  });

  it('lies at round local times in a zone with an odd offset', () => {
    const ticks = timeTicks(createScale('linear', [noon, noon + 4 * 3_600_000], [0, 900]), 4, () => -330);
    expect(labels(ticks)).toEqual(['18:00', '19:00', '20:00', '21:00']);
    expect(ticks[0]?.value).toBe(noon + 30 * 60_000);
  });
});
