import { expect, it } from 'vitest';
import { offsetText } from '../../../../../../src/renderer/features/trace/logs/offset-text.ts';

it('tells neighbours in a long trace apart', () => {
  expect(
    [0, 850, 12_345, 104_250_000, 2_310_451_200, 142_310_451_999, 59_999_999_999, 60_000_000_000, -1_500_000].map(
      offsetText,
    ),
  ).toEqual([
    '+0 ns',
    '+850 ns',
    '+12.345 µs',
    '+104.250 ms',
    '+2.310451 s',
    '+2 m 22.310451 s',
    '+59.999999 s',
    '+1 m 00.000000 s',
    '−1.500 ms',
  ]);
  expect(offsetText(NaN)).toBe('?');
});
