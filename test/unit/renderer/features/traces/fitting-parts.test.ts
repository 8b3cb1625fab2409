import { describe, expect, it } from 'vitest';
import { fittingParts } from '../../../../../src/renderer/features/traces/fitting-parts.ts';

const services = (...spans: readonly number[]) => spans.map((count) => ({ spans: count, errors: 0 }));

describe('fittingParts', () => {
  it('shows all where they fit, and fewer with less room', () => {
    const row = { services: services(120, 80, 12, 9, 3, 1), moreServices: 0 };
    const shown = [400, 180, 120, 60, 30, 10].map((room) => fittingParts(row, room));
    expect(shown[0]).toBe(6);
    expect(shown).toEqual(shown.toSorted((a, b) => b - a));
    expect(shown.at(-1)).toBe(0);
  });

  it('needs no room for a number that stands for nothing', () => {
    const row = { services: services(5, 5), moreServices: 0 };
    const least = [...Array(200).keys()].find((room) => fittingParts(row, room) === 2) ?? 0;
    expect(fittingParts({ ...row, moreServices: 3 }, least)).toBe(1);
  });

  it('counts long numbers and error signs as what they take', () => {
    const room = 100;
    const short = fittingParts({ services: services(1, 1, 1, 1, 1), moreServices: 0 }, room);
    expect(fittingParts({ services: services(12_300, 12_300, 12_300, 1, 1), moreServices: 0 }, room)).toBeLessThan(
      short,
    );
    const failed = services(1, 1, 1, 1, 1).map((one) => ({ ...one, errors: 1 }));
    expect(fittingParts({ services: failed, moreServices: 0 }, room)).toBeLessThan(short);
  });
});
